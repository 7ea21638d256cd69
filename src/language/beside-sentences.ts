/** Words of the report's section on Vester's indices and on interpretive structural modelling. */
const en = {
  title: "Beside MICMAC",
  intro: "Two other readings of the same direct influences, to set beside the classes.",
  vesterHeading: "Vester’s indices",
  vesterIntro:
    "The active sum is the sum of a row, the passive sum that of a column. Their quotient says whether a variable acts more than it reacts; their product whether much runs through it (critical) or little (buffering).",
  vesterExtremes: (active: string, reactive: string, critical: string, buffering: string) =>
    `Highest quotient, most active: ${active}; lowest, most reactive: ${reactive}. Highest product, most critical: ${critical}; lowest, most buffering: ${buffering}.`,
  vesterCaption: "Vester’s indices, from the most active to the most reactive",
  activeSum: "Active sum",
  passiveSum: "Passive sum",
  product: "Product",
  quotient: "Quotient",
  reading: "Reading",
  readings: { active: "active", reactive: "reactive", even: "even", apart: "no influence" },
  levelsHeading: "Levels, from results to drivers",
  levelsIntro: (cut: string, levels: number) =>
    levels === 1
      ? `In the interpretive structural model, influences of at least ${cut} count, followed through as chains. All variables stand on one level: none is reached without reaching back. A higher cut may part them.`
      : `In the interpretive structural model, influences of at least ${cut} count, followed through as chains. They part the variables into ${levels} levels: results on level 1, drivers on the last.`,
  levelsCaption: "Levels of the interpretive structural model",
  level: "Level",
  drivingPower: "Driving power",
  dependencePower: "Dependence power",
  powersNote:
    "Driving power: how many variables one reaches, itself included. Dependence power: how many reach it. A range where those of a level differ.",
};

export type BesideSentences = typeof en;

const fr: BesideSentences = {
  title: "À côté de MICMAC",
  intro: "Deux autres lectures des mêmes influences directes, à mettre à côté des classes.",
  vesterHeading: "Les indices de Vester",
  vesterIntro:
    "La somme active est la somme d’une ligne, la somme passive celle d’une colonne. Leur quotient dit si une variable agit plus qu’elle ne réagit ; leur produit, si beaucoup passe par elle (critique) ou peu (tampon).",
  vesterExtremes: (active, reactive, critical, buffering) =>
    `Au quotient le plus haut, active : ${active} ; au plus bas, réactive : ${reactive}. Au produit le plus haut, critique : ${critical} ; au plus bas, tampon : ${buffering}.`,
  vesterCaption: "Indices de Vester, de la plus active à la plus réactive",
  activeSum: "Somme active",
  passiveSum: "Somme passive",
  product: "Produit",
  quotient: "Quotient",
  reading: "Lecture",
  readings: { active: "active", reactive: "réactive", even: "équilibrée", apart: "sans influence" },
  levelsHeading: "Les niveaux, des résultats aux moteurs",
  levelsIntro: (cut, levels) =>
    levels === 1
      ? `Dans le modèle structurel interprétatif, les influences d’au moins ${cut} comptent, suivies en chaînes. Toutes les variables sont au même niveau : aucune n’est atteinte sans atteindre en retour. Une coupe plus haute peut les séparer.`
      : `Dans le modèle structurel interprétatif, les influences d’au moins ${cut} comptent, suivies en chaînes. Elles répartissent les variables en ${levels} niveaux : les résultats au niveau 1, les moteurs au dernier.`,
  levelsCaption: "Niveaux du modèle structurel interprétatif",
  level: "Niveau",
  drivingPower: "Pouvoir moteur",
  dependencePower: "Pouvoir de dépendance",
  powersNote:
    "Pouvoir moteur : combien de variables une variable atteint, elle comprise. Pouvoir de dépendance : combien l’atteignent. Un intervalle là où celles d’un niveau diffèrent.",
};

export const BESIDE_SENTENCES = { en, fr };
