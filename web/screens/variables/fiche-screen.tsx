import { useRef, useState } from "preact/hooks";
import { type Fiche, VARIABLES_WORDS } from "../../../src/index.js";
import { asProblem } from "../../api/problem.js";
import { ask, studyPath } from "../../api/request.js";
import { textOf, wordsOf } from "../../language/language.js";
import { toast } from "../../parts/toasts.js";
import { parameters } from "../../router/address.js";
import { screenAddress } from "../../router/route.js";
import { LoadingMessage } from "../../shell/loading-message.js";
import { ProblemMessage } from "../../shell/problem-message.js";
import { StateMessage } from "../../shell/state-message.js";
import { useLiveAnswer } from "../../state/live-answer.js";
import { readSetting, writeSetting } from "../../state/stored-setting.js";
import { openedStudy } from "../../state/study.js";
import { reasonOf } from "./change-structure.js";
import { FicheArticle } from "./fiche-article.js";
import { FicheForm } from "./fiche-form.js";
import { FicheHistory } from "./fiche-history.js";
import type { FicheView } from "./variable-views.js";

export interface FicheScreenProps {
  readonly study: string;
  /** Id of the variable. */
  readonly variable: string;
}

/** A sheet as it is being written, and the revision that it started from. */
interface Draft {
  readonly revision: number;
  readonly fiche: Fiche;
}

const VIEWS = ["read", "edit", "history"] as const;

/** The sheet of a variable: read, written by facilitators, its history. What is written is kept in this browser until it is saved. */
export function FicheScreen({ study, variable: id }: FicheScreenProps) {
  const words = wordsOf(VARIABLES_WORDS).sheet;
  const opened = openedStudy.value;
  const path = studyPath(study, `/fiches/${encodeURIComponent(id)}`);
  const { body, problem, reload, show } = useLiveAnswer<FicheView>(path, ["fiche-changed"]);
  const kept = `draft of ${study} ${id}`;
  const [draft, setDraft] = useState<Draft | null>(() => readDraft(kept));
  const [conflict, setConflict] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const place = opened.variables.findIndex((each) => each.id === id);
  const variable = opened.variables[place];
  // Written with the key press, not after the next picture: a page may be closed between the two.
  const latest = useRef(draft);
  const keepDraft = (next: Draft | null) => {
    latest.current = next;
    writeSetting(kept, next === null ? null : JSON.stringify(next));
    setDraft(next);
  };

  const address = screenAddress(study, "variables");
  const isFacilitator = opened.role === "facilitator";
  const views = VIEWS.filter((view) => view !== "edit" || isFacilitator);
  const shown = views.find((view) => view === parameters.value.get("view")) ?? "read";
  const back = (
    <a class="button" href={address}>
      {words.back}
    </a>
  );
  if (variable === undefined)
    return (
      <StateMessage title={words.unknownTitle} text={words.unknownText}>
        {back}
      </StateMessage>
    );
  if (body === null) {
    if (problem === null) return <LoadingMessage />;
    return <ProblemMessage problem={problem} retry={() => void reload()} />;
  }
  const write = (fiche: Fiche) => keepDraft({ revision: draft?.revision ?? body.revision, fiche });
  const save = async () => {
    if (draft === null) return;
    setFailure(null);
    try {
      const revision = conflict ? body.revision : draft.revision;
      const { body: saved } = await ask<FicheView>(path, {
        method: "PUT",
        body: draft.fiche,
        ifMatch: `"${revision}"`,
      });
      show(saved);
      // What was written while it was on its way goes on from what is saved.
      const written = latest.current;
      keepDraft(written === null || written === draft ? null : { ...written, revision: saved.revision });
      setConflict(false);
      toast({ text: words.saved });
    } catch (error) {
      const refusal = asProblem(error);
      if (refusal.code === "precondition-failed") setConflict(true);
      else setFailure(reasonOf(refusal));
      await reload();
    }
  };
  const viewAddress = (view: string, to = id) =>
    `${address}?fiche=${encodeURIComponent(to)}${view === "read" ? "" : `&view=${view}`}`;
  const neighbour = (step: 1 | -1, label: string) => {
    const other = opened.variables[place + step];
    if (other === undefined) return null;
    return (
      <a class="button small" href={viewAddress(shown === "history" ? "read" : shown, other.id)}>
        {step < 0 && "← "}
        {label}
        <span class="aside"> {textOf(other.label)}</span>
        {step > 0 && " →"}
      </a>
    );
  };
  return (
    <div class="screen variables fiche-screen">
      <div class="fiche-bar">
        <div class="row">
          <a class="button small" href={address}>
            {words.back}
          </a>
          {neighbour(-1, words.previous)}
          {neighbour(1, words.next)}
        </div>
        <nav aria-label={words.views} class="fiche-views">
          {views.map((view) => (
            <a key={view} href={viewAddress(view)} aria-current={view === shown ? "page" : undefined}>
              {words[view]}
            </a>
          ))}
        </nav>
      </div>
      {draft !== null && shown !== "edit" && isFacilitator && (
        <p class="variables-warning">
          {words.unsaved} · <a href={viewAddress("edit")}>{words.edit}</a>
        </p>
      )}
      {shown === "read" && <FicheArticle variable={variable} fiche={body.fiche} />}
      {shown === "history" && (
        <FicheHistory
          study={study}
          variable={variable}
          latest={body.revision}
          onTakeOver={isFacilitator ? (fiche) => keepDraft({ revision: body.revision, fiche }) : null}
        />
      )}
      {shown === "edit" && (
        <>
          {conflict && (
            <p role="alert" class="variables-warning">
              {words.conflict}
            </p>
          )}
          {failure !== null && (
            <p role="alert" class="variables-failure">
              {failure}
            </p>
          )}
          <FicheForm
            variable={variable}
            fiche={draft?.fiche ?? body.fiche}
            isChanged={draft !== null}
            saveLabel={conflict ? words.saveAgain : words.save}
            onChange={write}
            onSave={() => void save()}
            onDrop={() => {
              keepDraft(null);
              setConflict(false);
              setFailure(null);
            }}
          />
        </>
      )}
    </div>
  );
}

function readDraft(name: string): Draft | null {
  try {
    const draft = JSON.parse(readSetting(name) ?? "null") as Draft | null;
    return typeof draft?.revision === "number" && typeof draft.fiche === "object" ? draft : null;
  } catch {
    return null;
  }
}
