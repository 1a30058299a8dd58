const firstStrongIsolate = '\u2068'
const popIsolate = '\u2069'
/** Marks that could close an isolate or turn the text after it. */
const directionMarks = /[\u202A-\u202E\u2066-\u2069]/g

/** A typed value made safe to stand inside a sentence of either direction (FSI … PDI). */
export const isolate = (value: string): string =>
  `${firstStrongIsolate}${value.replace(directionMarks, '')}${popIsolate}`
