import { parameters, setParameters } from "../../router/address.js";

export interface CellPlace {
  readonly from: string;
  readonly to: string;
}

/** The cell of the address that is talked about; null for none. */
export function discussedCell(): CellPlace | null {
  const from = parameters.value.get("from");
  const to = parameters.value.get("to");
  return from === null || to === null || from === to ? null : { from, to };
}

/** Opens a cell to talk about: back closes it. */
export function discuss({ from, to }: CellPlace): void {
  setParameters({ from, to }, { replace: false });
}

export function closeDiscussion(): void {
  setParameters({ from: null, to: null });
}
