import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "../api/problem.js";
import { ask } from "../api/request.js";
import { openReadings, type Readings } from "./readings.js";

export interface LiveAnswer<Body> {
  /** The latest answer; null until the first one. It stays while it is read again. */
  readonly body: Body | null;
  /** The entity tag of the latest answer, with its quotes; null where it has none. */
  readonly etag: string | null;
  /** Why the latest reading failed; null where it did not. */
  readonly problem: ApiProblem | null;
  /** Reads again now, and ends when that is done. */
  readonly reload: () => Promise<void>;
  /** Shows what a change was answered with, which need not be read once more. */
  readonly show: (body: Body) => void;
}

/**
 * What a path of the API answers, read again after events of the open study of the given kinds. Nothing is taken away while it is read, so that focus stays.
 * A path of null reads nothing.
 */
export function useLiveAnswer<Body>(path: string | null, kinds: readonly string[]): LiveAnswer<Body> {
  const [body, setBody] = useState<Body | null>(null);
  const [etag, setEtag] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const readings = useRef<Readings | null>(null);
  const listened = kinds.join(" ");
  useEffect(() => {
    if (path === null) return;
    const opened = openReadings(async (signal) => {
      try {
        const answer = await ask<Body>(path, { signal });
        if (signal.aborted) return;
        setBody(answer.body);
        setEtag(answer.etag);
        setProblem(null);
      } catch (error) {
        if (!signal.aborted) setProblem(asProblem(error));
      }
    }, listened.split(" "));
    readings.current = opened;
    return () => {
      readings.current = null;
      opened.end();
    };
  }, [path, listened]);
  const reload = useCallback(async () => readings.current?.again(), []);
  return { body, etag, problem, reload, show: setBody };
}
