import {
  type Aggregate,
  type AggregationOptions,
  aggregateCell,
  aggregateRow,
  type Cell,
  type Contribution,
  resolveAggregationOptions,
  type VariableList,
} from "../../src/index.js";
import { takingTurns } from "../serve-others.js";
import { answersAt, type CellPlace, cellKey } from "../store/cells.js";
import { listParticipants } from "../store/participants.js";
import type { Database } from "../store/tables.js";

/** What an aggregate is made of. */
interface Answered {
  readonly study: VariableList;
  readonly contributions: readonly Contribution[];
  readonly aggregation: AggregationOptions;
}

/** What the experts say together: `aggregate`, row by row, with other requests served in between. */
export async function aggregateOf({ study, contributions, aggregation }: Answered): Promise<Aggregate> {
  const options = resolveAggregationOptions(aggregation);
  const serveOthers = takingTurns();
  const rows: ReturnType<typeof aggregateRow>[] = [];
  for (const row of study.variables.keys()) {
    await serveOthers();
    rows.push(aggregateRow(study, contributions, row, options));
  }
  return {
    options,
    variables: study.variables.map(({ id }) => id),
    experts: contributions.map(({ id }) => id),
    direct: rows.map(({ direct }) => direct),
    answers: rows.map(({ answers }) => answers),
    lacking: rows.flatMap(({ lacking }) => lacking),
  };
}

/**
 * What the experts say together of some cells, by `cellKey`: no other cell is read. Call it within a change or `store.read`. Cost: O(cells × experts).
 */
export async function aggregatesAt(
  tx: Database,
  studyId: string,
  places: readonly CellPlace[],
  aggregation: AggregationOptions,
): Promise<ReadonlyMap<string, Cell>> {
  const options = resolveAggregationOptions(aggregation);
  const experts = (await listParticipants(tx, studyId)).filter(({ role }) => role === "expert");
  const given = await answersAt(
    tx,
    studyId,
    experts.map(({ id }) => id),
    places,
  );
  return new Map(
    places.map((place) => {
      const said = given.get(cellKey(place));
      const weighed = experts.flatMap(({ id, weight }) => {
        const answer = said?.get(id);
        return answer === undefined ? [] : [{ ...answer, weight }];
      });
      return [cellKey(place), aggregateCell(weighed, options).value];
    }),
  );
}
