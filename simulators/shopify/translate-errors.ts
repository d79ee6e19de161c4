import { type ASTNode, type DocumentNode, type GraphQLError, Kind, visit } from 'graphql'

type Told = { message: string; code: string; more?: Record<string, string> }

/** graphql-js words → the vendor's, with its code and what it adds. The vendor runs on graphql-ruby. */
const translations: [RegExp, (found: string[]) => Told][] = [
  [
    /^Cannot query field "(\w+)" on type "(\w+)"/,
    ([field = '', type = '']) => ({
      message: `Field '${field}' doesn't exist on type '${type}'`,
      code: 'undefinedField',
      more: { typeName: type, fieldName: field },
    }),
  ],
  [
    /^Unknown argument "(\w+)" on field "\w+\.(\w+)"/,
    ([argument = '', field = '']) => ({
      message: `Field '${field}' doesn't accept argument '${argument}'`,
      code: 'argumentNotAccepted',
      more: { name: field, typeName: 'Field', argumentName: argument },
    }),
  ],
  [
    /^(?:Argument|Field) "(?:\w+\.)?(\w+)(?:\((\w+):\))?"(?: argument "(\w+)")? of type .* is required/,
    ([field = '', inBrackets, named]) => {
      const argument = inBrackets ?? named ?? ''
      return {
        message: `Field '${field}' is missing required arguments: ${argument}`,
        code: 'missingRequiredArguments',
        more: { className: 'Field', name: field, arguments: argument },
      }
    },
  ],
  [
    /^Field "(\w+)" of type "([^"]+)" must have a selection/,
    ([field = '', type = '']) => ({
      message: `Field must have selections (field '${field}' returns ${type.replaceAll(/[[\]!]/g, '')} but has no selections. Did you mean '${field} { ... }'?)`,
      code: 'selectionMismatch',
      more: { nodeName: `field '${field}'`, typeName: type.replaceAll(/[[\]!]/g, '') },
    }),
  ],
  [
    /^Field "(\w+)" must not have a selection since type "([^"]+)"/,
    ([field = '', type = '']) => ({
      message: `Selections can't be made on scalars (field '${field}' returns ${type.replaceAll(/[[\]!]/g, '')} but has selections)`,
      code: 'selectionMismatch',
      more: { nodeName: `field '${field}'`, typeName: type.replaceAll(/[[\]!]/g, '') },
    }),
  ],
  [
    /^Unknown type "(\w+)"/,
    ([type = '']) => ({
      message: `${type} isn't a defined input type`,
      code: 'undefinedType',
      more: { typeName: type },
    }),
  ],
  [
    /^Variable "(\$\w+)" is not defined/,
    ([name = '']) => ({
      message: `Variable ${name} is used but not declared`,
      code: 'variableNotDefined',
      more: { variableName: name.slice(1) },
    }),
  ],
  [
    /^Variable "(\$\w+)" is never used/,
    ([name = '']) => ({
      message: `Variable ${name} is declared but not used`,
      code: 'variableNotUsed',
      more: { variableName: name.slice(1) },
    }),
  ],
]

/** Where each node of a document stands, by the vendor's way of telling: `query Name`, then the fields. */
function pathsOf(document: DocumentNode): Map<ASTNode, string[]> {
  const paths = new Map<ASTNode, string[]>()
  const path: string[] = []
  const stepOf = (node: ASTNode): string | null => {
    if (node.kind === Kind.OPERATION_DEFINITION) {
      return node.name === undefined ? node.operation : `${node.operation} ${node.name.value}`
    }
    if (node.kind === Kind.FRAGMENT_DEFINITION) return `fragment ${node.name.value}`
    if (node.kind === Kind.INLINE_FRAGMENT) return `... on ${node.typeCondition?.name.value ?? ''}`
    return node.kind === Kind.FIELD ? (node.alias ?? node.name).value : null
  }
  visit(document, {
    enter(node) {
      const step = stepOf(node)
      if (step !== null) path.push(step)
      paths.set(node, [...path])
    },
    leave(node) {
      if (stepOf(node) !== null) path.pop()
    },
  })
  return paths
}

/** What validation found, in the vendor's shape. */
export function translateValidation(errors: readonly GraphQLError[], document: DocumentNode): object[] {
  const paths = pathsOf(document)
  return errors.map(({ message, locations, nodes }) => {
    const told = translate(message)
    const [node] = nodes ?? []
    return {
      message: told.message,
      ...(locations && { locations: locations.map(({ line, column }) => ({ line, column })) }),
      ...(node && { path: paths.get(node) ?? [] }),
      extensions: { code: told.code, ...told.more },
    }
  })
}

function translate(message: string): Told {
  for (const [pattern, tell] of translations) {
    const found = pattern.exec(message)
    if (found) return tell(found.slice(1))
  }
  return { message, code: 'argumentLiteralsIncompatible' }
}

/** A document that could not be read at all. */
export function translateSyntax({ message, locations }: GraphQLError): object {
  const [{ line, column } = { line: 1, column: 1 }] = locations ?? []
  const what = message.replace(/^Syntax Error: /, 'syntax error, ').replace(/\.$/, '')
  return {
    message: `${what.replace('<EOF>', 'end of file')} at [${line}, ${column}]`,
    locations: [{ line, column }],
    extensions: { code: 'PARSE_ERROR' },
  }
}

/** A variable whose value doesn't fit its type. @param types of the variables, as declared */
export function translateVariable(
  { message, locations }: GraphQLError,
  types: ReadonlyMap<string, string>,
): object {
  const [, name = '', place = '', why = ''] =
    /^Variable "\$(\w+)" has invalid value(?: at (\S+))?: (.*)$/.exec(message) ?? []
  const path = place.split(/[.[\]]+/).filter((step) => step !== '')
  const at = path.length === 0 ? '' : ` for ${path.join('.')} (${why})`
  return {
    message: `Variable $${name} of type ${types.get(name) ?? ''} was provided invalid value${at}`,
    ...(locations && { locations: locations.map(({ line, column }) => ({ line, column })) }),
    extensions: { code: 'INVALID_VARIABLE', value: null, problems: [{ path, explanation: why }] },
  }
}
