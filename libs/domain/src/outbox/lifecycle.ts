/** States of an outbox row. `uncertain` is never sent again by itself; `withdrawn` rows lost their person. */
export const outboxStates = [
  'queued',
  'claimed',
  'handing_over',
  'accepted',
  'deferred',
  'rejected',
  'uncertain',
  'withdrawn',
  'expanded',
] as const
export type OutboxState = (typeof outboxStates)[number]
