import { isIP } from "node:net";

/** The host of a Host header without its port: `[::1]:80` is `::1`, in small letters. Null for what is no such header. */
export function hostName(header: string | undefined): string | null {
  const match = /^(?:\[([\da-f:.]+)\]|([\w.-]+))(?::\d{1,5})?$/i.exec(header ?? "");
  return match === null ? null : (match[1] ?? match[2]!).toLowerCase().replace(/\.$/, "");
}

/** Whether a name or address reaches only this machine. */
export function isLoopback(host: string): boolean {
  const name = hostName(host) ?? host.toLowerCase();
  if (name === "localhost" || name.endsWith(".localhost")) return true;
  const address = name.replace(/^::ffff:(?=\d+\.)/, "");
  return address === "::1" || (isIP(address) === 4 && address.startsWith("127."));
}

/** The origin of an http address, such as `https://motrice.example`; null for any other text. */
export function originOf(address: string): string | null {
  try {
    const { protocol, origin } = new URL(address);
    return protocol === "https:" || protocol === "http:" ? origin : null;
  } catch {
    return null;
  }
}

/** Whether a text is an http address and nothing after its host: no path, query, name or password. */
export function isOrigin(address: string): boolean {
  return originOf(address) !== null && originOf(address) === address.replace(/\/$/, "").toLowerCase();
}
