import { date, type Described, object, text, version } from '../shapes.js'

const day = { type: 'string', format: 'date' }
const perhaps = { type: ['string', 'null'] }
const state = (name: string) => object({ state: { type: 'string', enum: [name] } })
const question = object({
  path: text,
  label: text,
  hint: perhaps,
  is_needed: { type: 'string', enum: ['yes', 'no', 'sometimes'] },
  choices: { type: 'array', items: object({ value: text, label: text }) },
})

/** Operations of those who come by a link or with a partner's code: none of them has an application here. */
export const guestOperations: Readonly<Record<string, Described>> = {
  LinkApiController_create: {
    summary: 'Open a personal link; its token opens a session until the link is used up, and nothing is used up here',
    status: 201,
    body: object({ link: text }),
    answer: object({ token: text, kind: { type: 'string', enum: ['reference', 'nomination'] }, expires_on: day }),
    problems: [400, 404, 415, 429],
    isPublic: true,
  },
  LinkApiController_renew: {
    summary: 'Ask for a fresh link in place of one that is too old; the answer never says whether there was one',
    status: 204,
    body: object({ link: text }),
    problems: [400, 415, 429],
    isPublic: true,
  },
  ReferenceApiController_show: {
    summary: 'About whom a referee is asked, the questions in the language of Accept-Language, and how it stands',
    status: 200,
    answer: object({
      state: text,
      version,
      expires_on: day,
      name: perhaps,
      organisation: perhaps,
      language: text,
      questions: { type: 'array', items: question },
      answers: { type: 'object' },
    }),
    problems: [401, 404],
  },
  ReferenceApiController_replace: {
    summary: 'Send the reference whole; the link is used up. Nothing is kept before, and nothing can be read back',
    status: 200,
    body: object({ answers: { $ref: '#/components/schemas/Reference' } }),
    answer: state('answered'),
    problems: [400, 401, 404, 409, 412, 415, 422, 428],
    isConditional: true,
  },
  ReferenceApiController_refuse: {
    summary: 'Say no to writing a reference; it may be taken back while the link lives',
    status: 200,
    answer: state('declined'),
    problems: [401, 404, 409],
  },
  ReferenceApiController_accept: {
    summary: 'Take the no back',
    status: 200,
    answer: state('asked'),
    problems: [401, 404, 409],
  },
  InvitationApiController_show: {
    summary: 'Who put the nominee forward (null: a member of our staff), and the last day of the link',
    status: 200,
    answer: object({ named_by: perhaps, expires_on: day }),
    problems: [401],
  },
  InvitationApiController_create: {
    summary: 'Begin an own, empty application; the code is in this answer and nowhere else',
    status: 201,
    answer: object({ token: text, code: text, mail_mark: text, case_number: text, keep_until: date }),
    problems: [401, 409, 429],
    isToldOnce: true,
  },
  InvitationApiController_remove: {
    summary: 'Do not want this: what was said about the person is erased at once, and the link is dead',
    status: 204,
    problems: [401, 404],
    isToldOnce: true,
  },
  PartnerApiController_list: {
    summary:
      'The partner, what is left of its quota, and its own nominations: number, week, and whether the link was used',
    status: 200,
    answer: object({
      name: text,
      quota: { type: 'integer' },
      left: { type: 'integer' },
      nominations: { type: 'array', items: object({ number: text, week: day, was_used: { type: 'boolean' } }) },
    }),
    problems: [401, 404],
  },
  PartnerApiController_create: {
    summary: 'Put somebody forward; what was written cannot be read back',
    status: 201,
    body: object({ answers: { $ref: '#/components/schemas/Nomination' } }),
    answer: object({ number: text }),
    problems: [400, 401, 404, 409, 415, 422],
  },
  PartnerApiController_remove: { summary: 'Sign a partner out', status: 204, problems: [401, 404] },
}
