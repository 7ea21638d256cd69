import { FACILITATOR_WORDS, PAGE_WORDS } from "../../../src/index.js";
import { asProblem } from "../../api/problem.js";
import { ask, studyPath } from "../../api/request.js";
import { wordsOf } from "../../language/language.js";
import { problemLine } from "../../language/problem-text.js";
import { toast } from "../../parts/toasts.js";
import { type OpenStudy, openedStudy, refreshStudy } from "../../state/study.js";

/** Does what a press asks for and says so, with a button that takes it back where `undo` says how; a refusal becomes a notice. Whether it was done comes back. */
export async function attempt(
  work: () => Promise<unknown>,
  done?: string,
  undo?: () => Promise<unknown>,
): Promise<boolean> {
  const words = wordsOf(FACILITATOR_WORDS);
  try {
    await work();
    const takeBack = undo && { label: wordsOf(PAGE_WORDS).undo, run: () => void attempt(undo) };
    if (done !== undefined) toast({ text: done, ...(takeBack && { action: takeBack }) });
    return true;
  } catch (error) {
    const problem = asProblem(error);
    if (problem.code === "precondition-failed") {
      await refreshStudy();
      toast({ text: words.conflict, kind: "error" });
    } else {
      toast({ text: words.failed(problemLine(problem)), kind: "error" });
    }
    return false;
  }
}

let latestChange: Promise<unknown> = Promise.resolve();

/**
 * Changes settings of the open study, as it was read; what another one changed in the meantime is not overwritten. Each change waits for the one before,
 * which would else be taken for another's.
 */
export function changeSettings(settings: SettingsChange): Promise<boolean> {
  const change = () => {
    const before = settingsBefore(settings, openedStudy.peek().settings);
    return attempt(
      () => put(settings),
      wordsOf(FACILITATOR_WORDS).settingChanged,
      () => put(before),
    );
  };
  const done = latestChange.then(change);
  latestChange = done;
  return done;
}

type Settings = OpenStudy["settings"];

type SettingsChange = Partial<
  Omit<Settings, "aggregation"> & { readonly aggregation: Partial<Settings["aggregation"]> }
>;

async function put(settings: SettingsChange): Promise<void> {
  const { id, revision } = openedStudy.peek();
  await ask(studyPath(id), { method: "PATCH", body: { settings }, ifMatch: `"${revision}"` });
  await refreshStudy();
}

/** The change that takes another one back. */
function settingsBefore({ aggregation, ...others }: SettingsChange, before: Settings): SettingsChange {
  const pick = <Of extends object>(names: object, from: Of): Partial<Of> =>
    Object.fromEntries(Object.entries(from).filter(([name]) => name in names)) as Partial<Of>;
  return { ...pick(others, before), ...(aggregation && { aggregation: pick(aggregation, before.aggregation) }) };
}
