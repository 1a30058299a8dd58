import { Module } from '@nestjs/common'
import { SessionSheet } from '#features/staff/index.orm.js'
import { ReadReadiness } from '#features/vetting/index.orm.js'
import { ArchiveEdition } from './archive-edition.js'
import { CallWindows } from './call-windows.js'
import { ChangeEditionDates } from './change-edition-dates.js'
import { ChangeForm } from './change-form.js'
import { LateCodes } from './late-codes.js'
import { OpenReading } from './open-reading.js'
import { SetPhases } from './set-phases.js'

const useCases = [ArchiveEdition, ChangeEditionDates, CallWindows, ChangeForm, LateCodes, OpenReading, SetPhases]

/** The staff door of editions. */
@Module({ providers: [...useCases, ReadReadiness, SessionSheet], exports: useCases })
export class EditionStaffModule {}
