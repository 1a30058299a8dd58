import { Controller, Param, Post } from '@nestjs/common'
import { ShareChanges } from '#features/application/staff/share-changes.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { SeeOther } from '#platform/web/answer/page.js'
import { FilePages } from '../application/file-pages.js'
import { paths } from '../paths.js'

/** Handing replaced sections to the readers of a file. */
@Controller('applications/:id/sharing')
export class SharingController {
  constructor(
    private readonly files: FilePages,
    private readonly share: ShareChanges,
  ) {}

  @Post()
  @Allow('assignment.make')
  @Audited('changes.shared')
  async create(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    return answer(await this.share.run(me, file.id), {
      ok: paths.applicationDone(id, 'shared'),
      refused: paths.application(id),
    })
  }
}
