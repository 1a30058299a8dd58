/** Themes of work, in the order of the form's list; labels are `option.themes.<value>`. */
export const themes = [
  'civil_political',
  'digital',
  'women_gender',
  'lgbti',
  'indigenous_land_environment',
  'labour',
  'minorities_statelessness',
  'migration_refugees',
  'expression_media',
  'rule_of_law',
  'disappearances_transitional',
  'corruption',
  'disability',
  'children_youth',
  'religion_belief',
  'health_care',
  'peace_conflict',
  'exile_repression',
] as const
export type Theme = (typeof themes)[number]
