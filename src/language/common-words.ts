/** Words used by pictures and reports alike. */
const en = {
  classes: { motor: "Motor", relay: "Relay", dependent: "Dependent", autonomous: "Autonomous" },
  /** Name of a quadrant: the class and what it is for the system. */
  quadrants: {
    motor: "Motor (inputs)",
    relay: "Relay (stakes)",
    dependent: "Dependent (results)",
    autonomous: "Autonomous (excluded)",
  },
  planes: {
    direct: "Direct influences",
    indirect: "Indirect influences",
    potentialDirect: "Potential direct influences",
    potentialIndirect: "Potential indirect influences",
  },
  influence: "Influence",
  dependence: "Dependence",
  measures: { power: "matrix power", attenuated: "attenuated sum of powers", dematel: "DEMATEL" },
  thresholds: { mean: "mean", median: "median", midrange: "mid-range" },
  threshold: "threshold",
  measure: "measure",
  variables: (count: number) => `${count} ${count === 1 ? "variable" : "variables"}`,
  power: (power: number, stable: boolean) => `power ${power} (${stable ? "stable" : "not stable"})`,
  potentialCounts: (value: string) => `P counts ${value}`,
  labelled: (name: string, value: string) => `${name}: ${value}`,
  decimalMark: ".",
};

export type CommonWords = typeof en;

const fr: CommonWords = {
  classes: { motor: "Motrice", relay: "Relais", dependent: "Dépendante", autonomous: "Autonome" },
  quadrants: {
    motor: "Entrée (motrices)",
    relay: "Relais (enjeux)",
    dependent: "Résultat (dépendantes)",
    autonomous: "Exclues (autonomes)",
  },
  planes: {
    direct: "Influences directes",
    indirect: "Influences indirectes",
    potentialDirect: "Influences directes potentielles",
    potentialIndirect: "Influences indirectes potentielles",
  },
  influence: "Influence",
  dependence: "Dépendance",
  measures: { power: "puissance de la matrice", attenuated: "somme atténuée des puissances", dematel: "DEMATEL" },
  thresholds: { mean: "moyenne", median: "médiane", midrange: "milieu de l’étendue" },
  threshold: "seuil",
  measure: "mesure",
  variables: (count) => `${count} ${count < 2 ? "variable" : "variables"}`,
  power: (power, stable) => `puissance ${power} (${stable ? "stable" : "non stable"})`,
  potentialCounts: (value) => `P vaut ${value}`,
  labelled: (name, value) => `${name}\u00A0: ${value}`,
  decimalMark: ",",
};

export const COMMON_WORDS = { en, fr };
