import type { Class } from "../structure/plane.js";
/** Colours of Okabe and Ito (2008), told apart by colour-blind readers too; each class has a shape as well. */
export declare const CLASS_COLOURS: Readonly<Record<Class, string>>;
/** The same colours as a tint for the background of a quadrant. */
export declare const CLASS_TINTS: Readonly<Record<Class, string>>;
/** Half the width of the largest mark at size 1. */
export declare const MARK_RADIUS = 7;
/** The mark of a class centred on (x, y): ▲ motor, ◆ relay, ■ dependent, ● autonomous, a ring without class. `title` shows on hover. */
export declare function classMark(name: Class | null, x: number, y: number, scale?: number, title?: string): string;
