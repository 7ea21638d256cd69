/** Sentences and heads of tables on single changes: judgements, variables, thresholds and powers. Numbers arrive written for the language. */
const en = {
  sections: {
    judgements: "Which judgement would change a class?",
    choices: "What one variable, line or power changes",
  },
  intro: (judgements: string, single: string) =>
    `Each of the ${judgements} judgements was moved by one step, down and up within the scale: ${single} changes, every one tried. Nothing is drawn at random here.`,
  pairs: (tried: string, all: string) => `So was every two of them: ${tried} of ${all} pairs.`,
  incomplete: "Not all could be tried: a radius marked + may be larger.",
  fixed: (blanks: string, potentials: string) =>
    `Cells that were not scored (${blanks}) and potential influences (${potentials}) stay as they are.`,
  radii: {
    0: "Radius 0: a single change of one judgement flips the class",
    1: "Radius 1: no single change does, some two together do",
    2: "Radius 2 or more: neither one change nor two flip it",
  },
  radiusCaption: "Robustness radius, and how many single changes and pairs of changes flip the class",
  singleHeading: "Judgements that flip a class alone",
  singleNote:
    "Nearest first: the change that lands farthest beyond the line is the easiest to reach. At most three for each variable. The margin is in % of the mean sum.",
  singleCaption: (plane: string) => `${plane}: one judgement moved by a step, and the class it flips`,
  singleNone: "No single change of one judgement flips a class.",
  pairHeading: "Two judgements that flip a class together",
  pairNote: "Two judgements by one step each, or one by two steps; neither does it alone.",
  pairCaption: (plane: string) => `${plane}: for each variable of radius 1 the nearest two changes`,
  discussHeading: "Judgements to discuss first",
  discussNote:
    "Each judgement is weighed by its stronger step: a class changed counts as much as a variable that crosses a whole ranking, a place moved counts one; both planes and both rankings together.",
  discussCaption: (shown: number, all: string) => `The first ${shown} of ${all} judgements`,
  discussNone: "No judgement moves a class or a rank.",
  removalHeading: "Without one variable",
  removalNote:
    "Each variable is left out in turn, and the others are ranked and classed again; places are counted among those that remain.",
  removalCaption: (shown: number, all: number) =>
    shown === all
      ? "What changes without each variable"
      : `The ${shown} of ${all} variables whose absence changes most`,
  removalNone: "A single variable cannot be left out.",
  thresholdHeading: "Lines and powers",
  thresholdNote: (settings: number) =>
    `The classes at ${settings} settings of line and power, against the indirect plane of the study. Power 1 is the direct plane.`,
  thresholdAll: "Every variable keeps its class at every setting.",
  thresholdMoves: (names: string) => `Depend most on the setting: ${names}.`,
  thresholdCaption: "Class by line and power; shaded where it is not that of the study",
  columns: {
    radius: "radius",
    single: "1 change",
    pairs: "2 changes",
    change: "Becomes",
    judgement: "Judgement",
    second: "and",
    step: "Step",
    margin: "margin %",
    directClasses: "Direct classes",
    indirectClasses: "Indirect classes",
    places: "places",
    weight: "Weight",
    kept: "kept %",
    study: "Study",
    without: "Without",
  },
  terminal: {
    radius: "radius 0: one change flips the class; 1: two do; 2+: neither.",
    discuss: "Judgements to discuss first",
    kept: "%: share of the perturbed matrices in the class of the study. Infl, Dep: ranks from 5 % to 95 % of them.",
    whole: (direct: string, indirect: string) => `All classes kept: ${direct} % direct, ${indirect} % indirect.`,
    modal: (count: number) =>
      count === 0 ? "No variable is more often in another class." : `* more often in another class (${count}).`,
    weight: "weight",
    error: (points: string) => `Largest standard error: ${points} percentage points.`,
  },
};

export type RobustnessSentences = typeof en;

const fr: RobustnessSentences = {
  sections: {
    judgements: "Quel jugement changerait une classe ?",
    choices: "Ce que changent une variable, une ligne ou une puissance",
  },
  intro: (judgements, single) =>
    `Chacun des ${judgements} jugements a été déplacé d’un pas, vers le bas et vers le haut dans l’échelle : ${single} changements, tous essayés. Rien n’est tiré au hasard ici.`,
  pairs: (tried, all) => `Deux à deux aussi : ${tried} paires sur ${all}.`,
  incomplete: "Tout n’a pas pu être essayé : un rayon marqué + peut être plus grand.",
  fixed: (blanks, potentials) =>
    `Les cases non cotées (${blanks}) et les influences potentielles (${potentials}) restent telles quelles.`,
  radii: {
    0: "Rayon 0 : un seul changement d’un jugement fait basculer la classe",
    1: "Rayon 1 : aucun changement seul, mais deux ensemble",
    2: "Rayon 2 ou plus : ni un changement ni deux",
  },
  radiusCaption: "Rayon de robustesse, et nombre de changements seuls et de paires qui font basculer la classe",
  singleHeading: "Jugements qui font basculer une classe à eux seuls",
  singleNote:
    "Les plus proches d’abord : le changement qui arrive le plus loin au-delà de la ligne est le plus facile à atteindre. Trois au plus par variable. La marge est en % de la somme moyenne.",
  singleCaption: (plane) => `${plane} : un jugement déplacé d’un pas, et la classe qu’il fait basculer`,
  singleNone: "Aucun changement d’un seul jugement ne fait basculer une classe.",
  pairHeading: "Deux jugements qui font basculer une classe ensemble",
  pairNote: "Deux jugements d’un pas chacun, ou un seul de deux pas ; aucun des deux pas ne suffit.",
  pairCaption: (plane) => `${plane} : pour chaque variable de rayon 1, les deux changements les plus proches`,
  discussHeading: "Jugements à rediscuter d’abord",
  discussNote:
    "Chaque jugement compte par son pas le plus fort : une classe changée pèse autant qu’une variable qui traverse tout un classement, une place compte pour un ; les deux plans et les deux classements ensemble.",
  discussCaption: (shown, all) => `Les ${shown} premiers des ${all} jugements`,
  discussNone: "Aucun jugement ne déplace de classe ni de rang.",
  removalHeading: "Sans une variable",
  removalNote:
    "Chaque variable est retirée tour à tour et les autres sont classées de nouveau ; les places sont comptées parmi celles qui restent.",
  removalCaption: (shown, all) =>
    shown === all
      ? "Ce qui change sans chaque variable"
      : `Les ${shown} variables sur ${all} dont l’absence change le plus`,
  removalNone: "Une variable unique ne peut être retirée.",
  thresholdHeading: "Lignes et puissances",
  thresholdNote: (settings) =>
    `Les classes pour ${settings} réglages de ligne et de puissance, face au plan indirect de l’étude. La puissance 1 est le plan direct.`,
  thresholdAll: "Chaque variable garde sa classe à tous les réglages.",
  thresholdMoves: (names) => `Dépendent le plus du réglage : ${names}.`,
  thresholdCaption: "Classe selon la ligne et la puissance ; teintée quand ce n’est pas celle de l’étude",
  columns: {
    radius: "rayon",
    single: "1 changement",
    pairs: "2 changements",
    change: "Devient",
    judgement: "Jugement",
    second: "et",
    step: "Pas",
    margin: "marge %",
    directClasses: "Classes directes",
    indirectClasses: "Classes indirectes",
    places: "places",
    weight: "Poids",
    kept: "gardée %",
    study: "Étude",
    without: "Sans",
  },
  terminal: {
    radius: "rayon 0 : un changement fait basculer la classe ; 1 : deux ; 2+ : ni l’un ni l’autre.",
    discuss: "Jugements à rediscuter d’abord",
    kept: "% : part des matrices perturbées dans la classe de l’étude. Infl, Dép : rangs de 5 % à 95 % d’entre elles.",
    whole: (direct, indirect) => `Toutes les classes gardées : ${direct} % direct, ${indirect} % indirect.`,
    modal: (count) =>
      count === 0
        ? "Aucune variable n’est plus souvent dans une autre classe."
        : `* plus souvent dans une autre classe (${count}).`,
    weight: "poids",
    error: (points) => `Plus grande erreur type : ${points} points de pourcentage.`,
  },
};

export const ROBUSTNESS_SENTENCES = { en, fr };
