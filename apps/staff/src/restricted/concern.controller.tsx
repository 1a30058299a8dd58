import { Body, Controller, Get, Param, Post } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { RaiseConcern } from '#features/vetting/staff/restricted/raise-concern.js'
import { type ReadForm, readForm } from '#platform/form/read-form.js'
import { describeSection } from '#platform/form/section.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { ErrorSummary, errorItems } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import { SectionFields } from '#ui/section-fields.js'
import { wordsFor } from '#words/index.js'
import { FilePages } from '../application/file-pages.js'
import { paths } from '../paths.js'
import { Shell } from '../shell/shell.js'
import { ConcernForm } from './restricted.form.js'

const words = wordsFor('en')
const fields = describeSection(ConcernForm).fields

/** Raising an integrity concern. Afterwards the file is nowhere to be found by whoever raised it, so the answer is their home page. */
@Controller('applications/:id/concerns')
export class ConcernController {
  constructor(
    private readonly shell: Shell,
    private readonly files: FilePages,
    private readonly raise: RaiseConcern,
  ) {}

  @Get()
  @Allow('concern.raise')
  async show(@Me() me: StaffActor, @Param('id') id: string): Promise<Page> {
    return this.page(me, id, { values: {}, errors: {} })
  }

  @Post()
  @Allow('concern.raise')
  @Audited('integrity.raised')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const typed = readForm(ConcernForm, body)
    if (Object.keys(typed.errors).length > 0) return this.page(me, id, typed, 422)
    const outcome = await this.raise.run(me, (await this.files.find(me, id)).id, typed.values.concern_text ?? '')
    return answer(outcome, { ok: paths.homeDone('concern_sent'), refused: paths.concerns(id) })
  }

  private async page(me: StaffActor, id: string, typed: ReadForm<ConcernForm>, status = 200): Promise<Page> {
    const file = await this.files.find(me, id)
    const title = words('staff.concern.title', { number: file.caseNumber })
    const content = (
      <>
        <ErrorSummary words={words} items={errorItems(words, fields, typed.errors)} />
        <h1>{title}</h1>
        <p>{words('staff.concern.lead')}</p>
        <p class="hint">{words('staff.concern.signs')}</p>
        <PageForm action={paths.concerns(id)} token={this.shell.token(me)}>
          <SectionFields words={words} fields={fields} values={typed.values} errors={typed.errors} />
          <div class="buttons">
            <button class="main">{words('staff.concern.send')}</button>
            <a href={paths.application(id)}>{words('staff.reference.back')}</a>
          </div>
        </PageForm>
      </>
    )
    return page(this.shell.frame({ me, title, hasErrors: status !== 200 }, content), status)
  }
}
