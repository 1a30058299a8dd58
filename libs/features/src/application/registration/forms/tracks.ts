/** Tracks of the programme where an edition names no others; labels are `option.tracks.<value>`. */
export const tracks = ['protection', 'digital_safety', 'advocacy', 'wellbeing', 'law', 'media', 'organising'] as const
