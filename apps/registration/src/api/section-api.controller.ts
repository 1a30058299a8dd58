import { Body, Controller, Get, HttpCode, Param, Post, Put, UseInterceptors } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { type FormSection, sectionByKey, sections } from '#features/application/registration/forms/sections.js'
import { OwnDrafts, statusOf } from '#features/application/registration/own-drafts.store.js'
import { SaveSection } from '#features/application/registration/save-section.js'
import { SubmitApplication } from '#features/application/registration/submit-application.js'
import { progressOf, savedErrors, type Unanswered } from '#features/application/registration/unanswered.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import type { Problem } from '#platform/web/answer/problem.js'
import type { Words } from '#words/index.js'
import { type Asking, EditionWords } from '../shell/edition-words.js'
import { Change, type Conditional } from './conditional.js'
import { KeepAnswers } from './keep-answers.js'
import { objectWith, textIn } from './json-body.js'
import { problemFields, problemOf, type Telling } from './problems.js'
import { Spoken } from './spoken.js'

/** The draft, section by section, and its sending. */
@Controller('api/v1')
@UseInterceptors(KeepAnswers)
export class SectionApiController {
  constructor(
    private readonly drafts: OwnDrafts,
    private readonly save: SaveSection,
    private readonly submit: SubmitApplication,
    private readonly edition: EditionWords,
  ) {}

  @Get('sections')
  @Allow('own-draft.read')
  async list(@Spoken() words: Words, @Me() me: ApplicantSession): Promise<object> {
    if (me.state !== 'draft') throw new Fault('not_found')
    const draft = await this.drafts.open(me)
    const { notOffered } = await this.telling(words, me)
    const rows = sections.map(({ key, minutes }) => {
      return { key, minutes, version: draft.get(key)?.version ?? 0, status: progressOf(draft, key, notOffered) }
    })
    return { sections: rows }
  }

  @Get('sections/:key')
  @Allow('own-draft.read')
  async show(@Spoken() words: Words, @Me() me: ApplicantSession, @Param('key') key: string): Promise<object> {
    const section = known(key, me)
    const draft = await this.drafts.open(me)
    const { version = 0, values: answers = {} } = draft.get(key) ?? {}
    const telling = await this.telling(words, me)
    return {
      key,
      version,
      status: progressOf(draft, key, telling.notOffered),
      answers,
      errors: problemFields(telling, section.form, savedErrors(draft, key, telling.notOffered), ['answers']),
    }
  }

  /** Saved as it is; what is wrong with it comes back beside. */
  @Put('sections/:key')
  @Allow('own-draft.save')
  @Audited('draft.saved')
  async replace(
    @Spoken() words: Words,
    @Me() me: ApplicantSession,
    @Param('key') key: string,
    @Change() { version, body }: Conditional,
  ): Promise<object | Problem> {
    const section = known(key, me)
    const telling = await this.telling(words, me)
    const read = readForm(section.form, objectWith(body, ['answers']).answers, telling.notOffered)
    const outcome = await this.save.run(me, key, { ...read, version })
    if (!outcome.ok) return problemOf(words, outcome)
    return {
      key,
      version: outcome.value,
      status: statusOf(read.errors),
      errors: problemFields(telling, section.form, read.errors, ['answers']),
    }
  }

  @Post('submission')
  @HttpCode(201)
  @Allow('own-application.submit')
  @Audited('application.submit')
  async create(@Spoken() words: Words, @Me() me: ApplicantSession, @Body() body: unknown): Promise<object | Problem> {
    const { keep_copy: keepCopy = false, late_code: late } = objectWith(body ?? {}, ['keep_copy', 'late_code'])
    if (typeof keepCopy !== 'boolean') throw new Fault('malformed_form')
    const lateCode = late === undefined ? undefined : textIn(late)
    const outcome = await this.submit.run(me, words.lang, keepCopy, lateCode)
    if (outcome.ok) return { state: 'submitted', case_number: me.caseNumber }
    const telling = await this.telling(words, me)
    const missing = (outcome.about?.missing ?? []) as readonly Unanswered[]
    return problemOf(
      words,
      outcome,
      missing.flatMap((one) => fieldsOf(telling, one)),
    )
  }

  private async telling(words: Words, me: ApplicantSession): Promise<Telling & Asking> {
    return { words, ...(await this.edition.asking(words, me)) }
  }
}

function known(key: string, me: ApplicantSession): FormSection {
  const section = sectionByKey(key)
  if (!section || me.state !== 'draft') throw new Fault('not_found')
  return section
}

const fieldsOf = (telling: Telling, { section, errors }: Unanswered) => {
  const form = sectionByKey(section)?.form
  return form ? problemFields(telling, form, errors, ['sections', section, 'answers']) : []
}
