export { moveApplication, type MoveRefusal } from './move-application.js'
export { seeFile, type SeenFile, seenFiles } from './staff/see-file.js'
export { sectionSchemas, sectionVersions, sectionVersionsOf } from './staff/section-versions.js'
