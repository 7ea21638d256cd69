import { useEffect, useState } from "preact/hooks";
import { STUDIES_WORDS } from "../../../src/index.js";
import { type ApiProblem, asProblem } from "../../api/problem.js";
import { wordsOf } from "../../language/language.js";
import { address, go } from "../../router/address.js";
import { screenAddress } from "../../router/route.js";
import { LoadingMessage } from "../../shell/loading-message.js";
import { ProblemMessage } from "../../shell/problem-message.js";
import { StateMessage } from "../../shell/state-message.js";
import { joinWith } from "../../state/session.js";
import "./join.css";

/** Exchanges the link of the address for a session, and opens its study; asks for a link where the address has none. */
export function JoinScreen() {
  const words = wordsOf(STUDIES_WORDS).join;
  const token = address.value.hash.slice(1);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (token === "") return;
    let left = false;
    setProblem(null);
    joinWith(token).then(
      ({ joined, memberships }) => {
        if (left) return;
        const role = memberships.find(({ study }) => study === joined)?.role;
        const screen =
          role === "facilitator" ? "facilitator" : role === "reader" ? "results" : isPhone() ? "question" : "matrix";
        // The token goes from the address and from the history.
        go(screenAddress(joined, screen), { replace: true });
      },
      (error: unknown) => left || setProblem(asProblem(error)),
    );
    return () => {
      left = true;
    };
  }, [token, attempt]);
  if (token === "") return <AskForLink />;
  if (problem === null) return <LoadingMessage />;
  const mine = (
    <a class="button" href="/">
      {words.mine}
    </a>
  );
  if (problem.code === "link-gone")
    return (
      <StateMessage title={words.goneTitle} text={words.goneText} alert>
        {mine}
      </StateMessage>
    );
  if (problem.code === "token-invalid" || problem.code === "body-invalid")
    return (
      <StateMessage title={words.wrongTitle} text={words.wrongText} alert>
        <AskForm />
        {mine}
      </StateMessage>
    );
  return <ProblemMessage problem={problem} retry={() => setAttempt((count) => count + 1)} />;
}

/** Where one pair a screen is what fits. */
function isPhone(): boolean {
  return window.matchMedia("(max-width: 40rem) and (pointer: coarse)").matches;
}

function AskForLink() {
  const words = wordsOf(STUDIES_WORDS).join;
  return (
    <StateMessage title={words.askTitle} text={words.askText}>
      <AskForm />
    </StateMessage>
  );
}

function AskForm() {
  const words = wordsOf(STUDIES_WORDS).join;
  const [link, setLink] = useState("");
  return (
    <form
      class="join-form"
      onSubmit={(event) => {
        event.preventDefault();
        const token = link.trim().split("#").at(-1) ?? "";
        if (token !== "") go(`/join#${encodeURIComponent(token)}`, { replace: true });
      }}
    >
      <label class="field">
        <span>{words.link}</span>
        <input
          required
          autocomplete="off"
          spellcheck={false}
          value={link}
          onInput={(event) => setLink(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button primary">
        {words.open}
      </button>
    </form>
  );
}
