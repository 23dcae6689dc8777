/** Channels' own schemas as judges; they are not part of this project, and lie beside it where they are at hand. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'

/** Of the schemas in a folder, each named after the root of its messages where `fileOf` does not say otherwise. */
export function schemaJudge(name: string, fileOf = (root: string) => root) {
  const folder = join(import.meta.dirname, '../../../shared/schemas', name)
  const hasSchemas = existsSync(folder)
  if (!hasSchemas) console.warn(`The schemas are not at ${folder}: conformance is not checked.`)
  else xmlRegisterFsInputProviders()
  const validators = new Map<string, { validator: XsdValidator; schema: XmlDocument }>()

  const validatorOf = (root: string): XsdValidator => {
    const file = fileOf(root)
    const known = validators.get(file)
    if (known !== undefined) return known.validator
    const path = join(folder, `${file}.xsd`)
    const schema = XmlDocument.fromBuffer(readFileSync(path), { url: path })
    const validator = XsdValidator.fromDoc(schema)
    validators.set(file, { validator, schema })
    return validator
  }

  return {
    hasSchemas,
    /** Throws, with the schema's reason, when the document is not a valid message of its root's kind. */
    validateMessage(xml: string): void {
      const document = XmlDocument.fromString(xml)
      try {
        validatorOf(document.root.name).validate(document)
      } finally {
        document.dispose()
      }
    },
    /** libxml2's memory is not collected. */
    disposeSchemas(): void {
      for (const { validator, schema } of validators.values()) {
        validator.dispose()
        schema.dispose()
      }
      validators.clear()
    },
  }
}
