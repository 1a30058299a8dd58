/** The nine compartments; each has its own keys and its own readers. */
export const compartments = [
  'contact',
  'profile',
  'risk',
  'references',
  'balance',
  'identity',
  'travel',
  'care',
  'finance',
] as const
export type Compartment = (typeof compartments)[number]

export const isCompartment = (name: string): name is Compartment => (compartments as readonly string[]).includes(name)
