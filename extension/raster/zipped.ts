import { BlobReader, BlobWriter, ZipWriter } from '@zip.js/zip.js/index-native.js'

/** Files in one ZIP, as they are: pictures do not get smaller. Names must differ. */
export async function zipped(files: readonly File[], name: string): Promise<File> {
  const zip = new ZipWriter(new BlobWriter('application/zip'), { level: 0, useWebWorkers: false })
  for (const file of files) await zip.add(file.name, new BlobReader(file))
  return new File([await zip.close()], `${name}.zip`, { type: 'application/zip' })
}
