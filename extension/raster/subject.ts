import { findSubject, thumbSide, type Subject } from '../../shared/subject.ts'
import type { Picture } from './picture.ts'
import { thumbnailOf } from './thumbnail.ts'

/** What a picture is about, as it is now; of what moves, its first frame. */
export const subjectOf = async (picture: Picture): Promise<Subject> =>
  findSubject(await thumbnailOf(picture, thumbSide))
