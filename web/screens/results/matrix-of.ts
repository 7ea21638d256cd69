import { useEffect, useRef, useState } from "preact/hooks";
import type { Judgement, Study } from "../../../src/index.js";
import { type ApiProblem, asProblem } from "../../api/problem.js";
import { ask, studyPath } from "../../api/request.js";
import type { EngineStudy } from "../../engine/engine.js";
import { parameters } from "../../router/address.js";
import { openReadings, type Readings } from "../../state/readings.js";
import type { OpenStudy } from "../../state/study.js";

/** A study with one of its matrices, as the API gives it. */
export interface MatrixOf extends EngineStudy {
  readonly of: string;
  readonly direct: Study["direct"];
  readonly judgements: readonly Judgement[];
}

export interface ReadMatrix {
  readonly matrix: MatrixOf | null;
  readonly problem: ApiProblem | null;
  readonly retry: () => void;
}

/** Events after which results may be others. */
const CHANGING = [
  "cells-changed",
  "decision-set",
  "decision-removed",
  "variables-changed",
  "blocks-changed",
  "study-changed",
  "round-opened",
  "round-closed",
];

/** Whose matrix the address asks for: the consensus where it does not say. */
export function ofAsked(): string {
  return parameters.value.get("of") ?? "consensus";
}

let reads = 0;

/** Reads a matrix of the open study, and again whenever it may have changed. */
export function useMatrixOf(study: OpenStudy, of: string): ReadMatrix {
  const [matrix, setMatrix] = useState<MatrixOf | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const readings = useRef<Readings | null>(null);
  useEffect(() => {
    const opened = openReadings(async (signal) => {
      try {
        const read = await readMatrix(study.id, of, signal);
        if (signal.aborted) return;
        setMatrix(read);
        setProblem(null);
      } catch (error) {
        if (!signal.aborted) setProblem(asProblem(error));
      }
    }, CHANGING);
    readings.current = opened;
    return () => {
      readings.current = null;
      opened.end();
    };
  }, [study.id, study.role, of]);
  // What was read of another matrix is not shown under this one's name.
  return { matrix: matrix?.of === of ? matrix : null, problem, retry: () => void readings.current?.again() };
}

async function readMatrix(study: string, of: string, signal: AbortSignal): Promise<MatrixOf> {
  const path = studyPath(study, `/study?of=${encodeURIComponent(of)}`);
  const { body } = await ask<Study>(path, { signal });
  reads += 1;
  return { key: `${study} ${of} ${reads}`, of, source: body, direct: body.direct, judgements: body.judgements ?? [] };
}
