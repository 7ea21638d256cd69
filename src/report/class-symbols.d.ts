import type { Class } from "../structure/plane.js";
/** The mark of a class where there is only text: the shapes of the pictures. */
export declare const CLASS_SYMBOLS: Readonly<Record<Class, string>>;
