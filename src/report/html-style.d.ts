/** The whole style sheet of a report: screen and A4 paper, no font or picture to load. `running` stands at the foot of every page. */
export declare function htmlStyle(runningTitle: string, runningNote: string): string;
