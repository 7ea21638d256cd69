// Compiles the sensitivity kernel (AssemblyScript) and writes it into a TypeScript module, which Node and browsers load alike.
import { readFile, writeFile } from "node:fs/promises";
import asc from "assemblyscript/asc";

const folder = "src/sensitivity/kernel";
/** What is written: a module that is compiled with the others. */
export const KERNEL_MODULE = `${folder}/kernel.generated.ts`;

const flags = ["-O3", "--noAssert", "--enable", "simd", "--runtime", "stub", "--initialMemory", "1", "--use", "abort="];

/** Writes `kernel.generated.ts`; throws with the compiler's words where the kernel does not compile. */
export async function buildKernel() {
  const { error, stderr, binary } = await compile();
  if (error) throw new Error(`the kernel does not compile\n${stderr}`);
  const text = `/** The WebAssembly module compiled from assembly/, in base64. Made by scripts/build-kernel.mjs. */
export const KERNEL =
  "${Buffer.from(binary).toString("base64")}";
`;
  // An unchanged module is left alone, so that nothing that watches it starts again.
  if ((await readFile(KERNEL_MODULE, "utf8").catch(() => "")) !== text) await writeFile(KERNEL_MODULE, text);
}

async function compile() {
  let binary;
  const result = await asc.main([`${folder}/assembly/index.ts`, "--outFile", "kernel.wasm", ...flags], {
    writeFile: (_name, contents) => {
      binary = contents;
    },
  });
  return { error: result.error, stderr: result.stderr.toString(), binary };
}
