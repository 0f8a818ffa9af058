// Builds what browsers fetch into build/frontend: one style sheet, three scripts, fonts, the mark and the licences.
// The same input always gives the same bytes.
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..', '..', '..')
const packages = join(root, 'node_modules')
const finished = join(root, 'build', 'frontend')
// Built aside and then put in place, so that a server or another build never meets half of it.
const out = `${finished}.${process.pid}`
const font = '@fontsource/atkinson-hyperlegible-next'

async function buildStyles () {
  const { css } = await sass.compileAsync(join(here, 'difference.scss'), {
    loadPaths: [packages],
    style: 'compressed',
    charset: false,
    quietDeps: true
  })
  const outside = css.match(/url\((?!"?fonts\/)[^)]*\)/)
  if (outside) throw new Error(`The style sheet names a file that is not built: ${outside[0]}`)
  await writeFile(join(out, 'difference.css'), css + '\n')
}

async function buildScripts () {
  // Our script follows the library in the same module, so it calls the library's initAll without an import:
  // an import would name a file without the content hash that static files get in production.
  const library = await readFile(join(packages, 'govuk-frontend/dist/govuk/govuk-frontend.min.js'), 'utf8')
  if (!library.includes('function initAll(')) throw new Error('govuk-frontend no longer defines initAll; look at build.mjs')
  const alone = library.replace(/export\s*\{[^}]*\};?/, '').replace(/\/\/# sourceMappingURL=.*/, '').trim()
  const own = await readFile(join(here, 'difference.js'), 'utf8')
  await writeFile(join(out, 'difference.js'), `${alone}\n${own}`)
  for (const name of ['early.js', 'sliders.js']) await cp(join(here, name), join(out, name))
}

async function copyFonts () {
  for (const subset of ['latin', 'latin-ext']) {
    for (const weight of [400, 700]) {
      const name = `atkinson-hyperlegible-next-${subset}-${weight}-normal.woff2`
      await cp(join(packages, font, 'files', name), join(out, 'fonts', name))
    }
  }
}

async function writeLicences () {
  const parts = []
  for (const name of ['govuk-frontend', font]) {
    const { version, license } = JSON.parse(await readFile(join(packages, name, 'package.json'), 'utf8'))
    const text = await readFile(join(packages, name, 'LICENSE'), 'utf8').catch(() => '')
    parts.push(`${name} ${version}, licence: ${license}\n\n${text}`.trim())
  }
  await writeFile(join(out, 'licences.txt'), parts.join('\n\n\n') + '\n')
}

try {
  await mkdir(join(out, 'fonts'), { recursive: true })
  await Promise.all([buildStyles(), buildScripts(), copyFonts(), writeLicences(), cp(join(here, 'mark.svg'), join(out, 'mark.svg'))])
  await rm(finished, { recursive: true, force: true })
  await rename(out, finished)
} finally {
  await rm(out, { recursive: true, force: true })
}
