import { Module } from '@nestjs/common'
import { ListColleagues } from './list-colleagues.js'
import { OwnSessions } from './own-sessions.js'
import { ParkedPages } from './parked-pages.js'
import { SignInStaff } from './sign-in-staff.js'
import { StaffSessions } from './staff-sessions.js'

const useCases = [ListColleagues, OwnSessions, ParkedPages, SignInStaff, StaffSessions]

/** Signing in, live sessions, and who works on the edition. Needs `Clock`, `Database` and `Audit`. */
@Module({ providers: useCases, exports: useCases })
export class StaffStaffModule {}
