import { Body, Controller, Param, Post } from '@nestjs/common'
import { TagFile } from '#features/application/staff/tag-file.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { SeeOther } from '#platform/web/answer/page.js'
import { FilePages } from '../application/file-pages.js'
import { paths } from '../paths.js'
import { idOf } from '../shell/found.js'
import { TagForm } from './tag.form.js'

/** Short codes on a file, one's own or shared with who judges. */
@Controller('applications/:id/tags')
export class TagController {
  constructor(
    private readonly files: FilePages,
    private readonly tags: TagFile,
  ) {}

  @Post()
  @Allow('application.list')
  @Audited('file.tagged')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const { values } = readForm(TagForm, body)
    const { code = '', shared = false } = values
    const outcome = await this.tags.put(me, file.id, { code: code.toLowerCase(), isShared: shared })
    return answer(outcome, { ok: paths.applicationDone(id, 'tagged'), refused: paths.application(id) })
  }

  @Post(':tag/removals')
  @Allow('application.list')
  @Audited('file.tagged')
  async remove(@Me() me: StaffActor, @Param('id') id: string, @Param('tag') tag: string): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const outcome = await this.tags.remove(me, file.id, idOf(tag))
    return answer(outcome, { ok: paths.applicationDone(id, 'tagged'), refused: paths.application(id) })
  }
}
