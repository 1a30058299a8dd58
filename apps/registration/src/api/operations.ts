import { tracks } from '#domain/application/tracks.js'
import { PreferencesForm } from '#features/application/registration/forms/preferences.form.js'
import { schemaOf } from '#platform/form/schema.js'
import { NoteForm } from '../note/note.form.js'
import { guestOperations } from './guest/operations.js'
import { answers, date, type Described, errors, instant, object, type ObjectSchema, text, version } from './shapes.js'

const status = { type: 'string', enum: ['not_started', 'started', 'attention', 'done'] }
const row = { key: text, version, status }
const replies = { type: 'string', enum: ['confirm', 'decline', 'take_back', 'give_back'] }

/** How a form meets an edition that does not offer all of it. */
const offered =
  'A question the edition does not ask is dropped with its answer. An answer it does not offer is told as `not_offered` at its field, and the form cannot be sent until it is changed. A question it asks only since is missing until it is answered.'

/** One entry for each operation, by `<controller>_<handler>`. */
export const operations: Readonly<Record<string, Described>> = {
  CallApiController_show: {
    summary: 'Whether the form is open, and what the edition offers',
    description:
      'All that pages tell somebody who has no code. While the form is closed everything but the first two is null; `takes_late_codes` says that a code for late entry may still begin one. Null in `closes_at` of an open form: no last day is set.',
    status: 200,
    answer: object({
      is_open: { type: 'boolean' },
      takes_late_codes: { type: 'boolean' },
      closes_at: instant,
      arrival_on: date,
      tracks: { type: ['array', 'null'], items: { type: 'string', enum: tracks } },
      offers_remote: { type: ['boolean', 'null'] },
    }),
    problems: [],
    isPublic: true,
  },
  SessionApiController_begun: {
    summary: 'Make a return code and an empty draft; the code is in this answer and nowhere else',
    status: 201,
    body: object({ late_code: text }, []),
    answer: object({ token: text, code: text, mail_mark: text, case_number: text, keep_until: date }),
    problems: [409, 429],
    isPublic: true,
  },
  SessionApiController_create: {
    summary: 'Sign in with the code of an applicant or of a partner; `state` is that of an applicant’s file',
    status: 201,
    body: object({ code: text }),
    answer: object({ token: text, kind: { type: 'string', enum: ['applicant', 'partner'] }, state: text }, [
      'token',
      'kind',
    ]),
    problems: [400, 401, 415, 429],
    isPublic: true,
  },
  SessionApiController_remove: { summary: 'Sign out', status: 204, problems: [401] },
  SectionApiController_list: {
    summary: 'The sections of the form and how far each is',
    status: 200,
    answer: object({ sections: { type: 'array', items: object({ ...row, minutes: { type: 'integer' } }) } }),
    problems: [401, 404],
  },
  SectionApiController_show: {
    summary: 'One section as it was last saved',
    status: 200,
    answer: object({ ...row, answers, errors }),
    problems: [401, 404],
  },
  SectionApiController_replace: {
    summary: 'Save one section as it is; errors keep it from being sent, not from being saved',
    description: offered,
    status: 200,
    body: object({ answers }),
    answer: object({ ...row, errors }),
    problems: [400, 401, 404, 409, 412, 415, 422, 428],
    isConditional: true,
  },
  SectionApiController_create: {
    summary: 'Send the application; sending it again changes nothing',
    status: 201,
    body: object({ keep_copy: { type: 'boolean' }, late_code: text }, []),
    answer: object({ state: text, case_number: text }),
    problems: [401, 404, 409, 422],
  },
  HomeApiController_show: {
    summary: 'State, messages and tasks of the own application',
    status: 200,
    answer: object({
      state: text,
      case_number: text,
      zone: text,
      deadline_at: instant,
      take_back_until: instant,
      visa: { type: ['object', 'null'], properties: { path: text, earliest_on: date, safe_on: date, legal_on: date } },
      messages: {
        type: 'array',
        items: object({ id: text, kind: text, is_new: { type: 'boolean' }, text: { type: ['string', 'null'] } }),
      },
      tasks: { type: 'array', items: object({ id: text, task: text, state: text, due_on: date, version }) },
    }),
    problems: [401, 404],
  },
  HomeApiController_open: { summary: 'Mark a message as opened; it stays', status: 204, problems: [401, 404] },
  HomeApiController_remove: { summary: 'Remove a message for good', status: 204, problems: [401, 404] },
  HomeApiController_complete: {
    summary: 'Mark an own task as done',
    status: 200,
    body: object({ version }),
    answer: object({ state: text }),
    problems: [400, 401, 404, 409, 415],
  },
  MoveApiController_withdraw: {
    summary: 'Withdraw; with `forget` everything sealed is erased at once, the code included',
    status: 200,
    body: object({ forget: { type: 'boolean' } }, []),
    answer: object({ state: text }),
    problems: [400, 401, 404, 409, 415],
  },
  MoveApiController_reply: {
    summary: 'Answer an invitation, or take the answer back',
    status: 200,
    body: object({ answer: replies }),
    answer: object({ answer: replies }),
    problems: [400, 401, 404, 409, 415],
  },
  MoveApiController_save: {
    summary: 'Seal the travel papers; they cannot be read back',
    status: 200,
    body: object({ answers: { $ref: '#/components/schemas/TravelPapers' } }),
    answer: object({ version }),
    problems: [400, 401, 404, 409, 412, 415, 422, 428],
    isConditional: true,
  },
  AfterApiController_list: {
    summary: 'The sections that may be replaced now, and those that were asked about',
    status: 200,
    answer: object({
      answer_by: date,
      sections: { type: 'array', items: object({ key: text, version, is_asked: { type: 'boolean' } }) },
    }),
    problems: [401, 404],
  },
  AfterApiController_replace: {
    summary: 'Put a new version over a section that was sent; the old one cannot be read back',
    description:
      'A question the edition does not ask is dropped with its answer. An answer it does not offer is refused as `not_offered` at its field.',
    status: 200,
    body: object({ answers }),
    answer: object({ key: text, version }),
    problems: [400, 401, 404, 409, 412, 415, 422, 428],
    isConditional: true,
  },
  AfterApiController_answer: {
    summary: 'Send the answer to a question',
    status: 200,
    answer: object({ answered: { type: 'boolean' } }),
    problems: [400, 401, 404, 409],
  },
  CopyApiController_type: {
    summary: 'Give the code again: opens sensitive papers for ten minutes',
    status: 204,
    body: object({ code: text }),
    problems: [400, 401, 415, 429],
  },
  CopyApiController_show: {
    summary: 'The kept copy of the answers',
    status: 200,
    answer: object({
      sections: {
        type: 'array',
        items: object({
          key: text,
          language: text,
          answers: { type: 'array', items: object({ question: text, lines: { type: 'array', items: text } }) },
        }),
      },
    }),
    problems: [401, 404, 409],
  },
  CopyApiController_remove: { summary: 'Remove the kept copy for good', status: 204, problems: [401, 404] },
  RefereeApiController_list: {
    summary: 'How it stands with the two people who were named',
    status: 200,
    answer: object({
      referees: {
        type: 'array',
        items: object({ place: { type: 'integer' }, state: text, can_name: { type: 'boolean' } }),
      },
    }),
    problems: [401],
  },
  RefereeApiController_create: {
    summary: 'Name another person in the place of one who did not answer',
    status: 200,
    body: object({ answers: { $ref: '#/components/schemas/NamedReferee' } }),
    answer: object({ place: { type: 'integer' } }),
    problems: [400, 401, 404, 409, 415, 422],
  },
  OwnApiController_note: {
    summary: 'Write to us; five a day',
    status: 201,
    body: schemaOf(NoteForm) as ObjectSchema,
    answer: object({ topic: text }),
    problems: [400, 401, 404, 409, 415, 422],
  },
  OwnApiController_list: {
    summary: 'What one agreed to',
    status: 200,
    answer: object({
      consents: {
        type: 'array',
        items: object({ kind: text, is_given: { type: 'boolean' }, is_needed: { type: 'boolean' }, week: date }),
      },
    }),
    problems: [401, 404],
  },
  OwnApiController_change: {
    summary: 'Give a consent or take it back',
    status: 200,
    body: object({ is_given: { type: 'boolean' } }),
    answer: object({ kind: text, is_given: { type: 'boolean' } }),
    problems: [400, 401, 404, 409, 415],
  },
  OwnApiController_save: {
    summary: 'Say anew how we may write; replaces all that was said before',
    status: 204,
    body: schemaOf(PreferencesForm) as ObjectSchema,
    problems: [400, 401, 404, 412, 415, 422],
  },
  OwnApiController_stop: { summary: 'Stop all mail', status: 204, problems: [401, 404, 412] },
  SafetyApiController_pause: {
    summary: 'Pause everything, or let it go on',
    status: 200,
    body: object({ is_paused: { type: 'boolean' } }),
    answer: object({ is_paused: { type: 'boolean' } }),
    problems: [400, 401, 404, 415],
  },
  SafetyApiController_signal: { summary: 'Something is not right', status: 204, problems: [401] },
  SafetyApiController_create: {
    summary: 'Make a new code; the old one is dead at once, and every other session ends',
    description:
      'The code is in this answer and nowhere else, so no Idempotency-Key keeps the answer: the session that asked is over with it, and with the session the key it could have been sealed under. Asked again with the old token the answer is 401, with the new one another new code.',
    status: 201,
    answer: object({ token: text, code: text, mail_mark: { type: ['string', 'null'] }, case_number: text }),
    problems: [401, 404, 412, 429],
    ignoresKey: true,
  },
  ...guestOperations,
}
