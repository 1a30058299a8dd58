/** Every track a programme may have; an edition offers some or all of them. Labels are `option.tracks.<value>`. */
export const tracks = ['protection', 'digital_safety', 'advocacy', 'wellbeing', 'law', 'media', 'organising'] as const
