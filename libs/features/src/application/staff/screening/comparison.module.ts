import { Module } from '@nestjs/common'
import { EditionIndex } from '../search/edition-index.js'
import { WorkFactIndex } from '../search/work-facts.js'
import { WorkingSets } from '../search/working-sets.js'
import { AlikeFiles } from './alike-files.js'
import { Passing } from './passing.js'

const parts = [AlikeFiles, EditionIndex, Passing, WorkFactIndex, WorkingSets]

/** Comparing files with each other, for whoever moves one on; what a session has opened is held once. */
@Module({ providers: parts, exports: parts })
export class ComparisonModule {}
