export interface ArrowStyle {
  readonly colour: string;
  readonly width: number;
  readonly dashed?: boolean;
  /** Length of the head in px. */
  readonly head: number;
  /** Sideways bend of the middle as a part of the length; 0 is straight. */
  readonly bend?: number;
}
/** An arrow from (x1, y1) to its tip at (x2, y2), drawn without markers or ids so that pictures can stand together in one page. */
export declare function arrow(x1: number, y1: number, x2: number, y2: number, style: ArrowStyle): string;
