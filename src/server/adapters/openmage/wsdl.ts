/**
 * The calls Cairn makes, as a WS-I compliant WSDL: document/literal, every list in a `complexObjectArray`. Names are those of
 * the shop's own WSDL (`/index.php/api/v2_soap/?wsdl`). Scalars come as text whether they are declared or not, so only what
 * is a list, or holds one, stands here.
 */

const lists: Record<string, string> = {
  ArrayOfString: 'xsd:string',
  associativeArray: 'typens:associativeEntity',
  complexFilterArray: 'typens:complexFilter',
  catalogProductEntityArray: 'typens:catalogProductEntity',
  catalogProductTierPriceEntityArray: 'xsd:anyType',
  catalogProductImageEntityArray: 'typens:catalogProductImageEntity',
  ArrayOfCatalogCategoryEntities: 'typens:catalogCategoryEntity',
  catalogAttributeOptionEntityArray: 'xsd:anyType',
  catalogInventoryStockItemEntityArray: 'xsd:anyType',
  customerCustomerEntityArray: 'xsd:anyType',
  customerGroupEntityArray: 'xsd:anyType',
  customerAddressEntityArray: 'xsd:anyType',
  salesOrderListEntityArray: 'xsd:anyType',
  salesOrderItemEntityArray: 'xsd:anyType',
  salesOrderStatusHistoryEntityArray: 'xsd:anyType',
}

const types: Record<string, Record<string, string>> = {
  associativeEntity: { key: 'xsd:string', value: 'xsd:string' },
  complexFilter: { key: 'xsd:string', value: 'typens:associativeEntity' },
  filters: { filter: 'typens:associativeArray', complex_filter: 'typens:complexFilterArray' },
  catalogProductEntity: { category_ids: 'typens:ArrayOfString', website_ids: 'typens:ArrayOfString' },
  catalogProductRequestAttributes: { additional_attributes: 'typens:ArrayOfString' },
  catalogProductReturnEntity: {
    categories: 'typens:ArrayOfString',
    websites: 'typens:ArrayOfString',
    category_ids: 'typens:ArrayOfString',
    website_ids: 'typens:ArrayOfString',
    tier_price: 'typens:catalogProductTierPriceEntityArray',
    additional_attributes: 'typens:associativeArray',
  },
  catalogProductImageEntity: { types: 'typens:ArrayOfString' },
  catalogCategoryEntity: { children: 'typens:ArrayOfCatalogCategoryEntities' },
  salesOrderEntity: {
    items: 'typens:salesOrderItemEntityArray',
    status_history: 'typens:salesOrderStatusHistoryEntityArray',
  },
}

const session = { sessionId: 'xsd:string' }
const filtered = { ...session, filters: 'typens:filters' }

/** What is asked, in the order of the WSDL, and the type of the `result`. */
const operations: Record<string, { args: Record<string, string>; result: string }> = {
  login: { args: { username: 'xsd:string', apiKey: 'xsd:string' }, result: 'xsd:string' },
  catalogProductList: {
    args: { ...filtered, store: 'xsd:string' },
    result: 'typens:catalogProductEntityArray',
  },
  catalogProductInfo: {
    args: {
      ...session,
      productId: 'xsd:string',
      store: 'xsd:string',
      attributes: 'typens:catalogProductRequestAttributes',
      identifierType: 'xsd:string',
    },
    result: 'typens:catalogProductReturnEntity',
  },
  catalogProductAttributeMediaList: {
    args: { ...session, productId: 'xsd:string', store: 'xsd:string', identifierType: 'xsd:string' },
    result: 'typens:catalogProductImageEntityArray',
  },
  catalogProductAttributeOptions: {
    args: { ...session, attributeId: 'xsd:string', store: 'xsd:string' },
    result: 'typens:catalogAttributeOptionEntityArray',
  },
  catalogCategoryTree: {
    args: { ...session, parentId: 'xsd:string', store: 'xsd:string' },
    result: 'typens:catalogCategoryEntity',
  },
  catalogInventoryStockItemList: {
    args: { ...session, productIds: 'typens:ArrayOfString' },
    result: 'typens:catalogInventoryStockItemEntityArray',
  },
  customerCustomerList: { args: filtered, result: 'typens:customerCustomerEntityArray' },
  customerGroupList: { args: session, result: 'typens:customerGroupEntityArray' },
  customerAddressList: {
    args: { ...session, customerId: 'xsd:string' },
    result: 'typens:customerAddressEntityArray',
  },
  salesOrderList: { args: filtered, result: 'typens:salesOrderListEntityArray' },
  salesOrderInfo: { args: { ...session, orderIncrementId: 'xsd:string' }, result: 'typens:salesOrderEntity' },
}

/** @param namespace `urn:OpenMage`, or the older `urn:Magento`: a shop knows calls of its own only */
export function wsdlFor(namespace: string): string {
  const names = Object.keys(operations)
  const each = (write: (name: string) => string) => names.map(write).join('')
  const part = (name: string, way: string) =>
    `<wsdl:message name="${name}${way}"><wsdl:part name="parameters" element="typens:${name}${way}Param"/></wsdl:message>`
  return [
    `<wsdl:definitions xmlns:typens="${namespace}" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" targetNamespace="${namespace}">`,
    `<wsdl:types><xsd:schema targetNamespace="${namespace}">`,
    ...Object.entries(lists).map(
      ([name, type]) =>
        `<xsd:complexType name="${name}"><xsd:sequence><xsd:element minOccurs="0" maxOccurs="unbounded" name="complexObjectArray" type="${type}"/></xsd:sequence></xsd:complexType>`,
    ),
    ...Object.entries(types).map(
      ([name, fields]) => `<xsd:complexType name="${name}">${sequence(fields)}</xsd:complexType>`,
    ),
    each((name) => element(`${name}RequestParam`, operations[name]?.args ?? {})),
    each((name) => element(`${name}ResponseParam`, { result: operations[name]?.result ?? '' })),
    '</xsd:schema></wsdl:types>',
    each((name) => part(name, 'Request') + part(name, 'Response')),
    '<wsdl:portType name="PortType">',
    each(
      (name) =>
        `<wsdl:operation name="${name}"><wsdl:input message="typens:${name}Request"/><wsdl:output message="typens:${name}Response"/></wsdl:operation>`,
    ),
    '</wsdl:portType><wsdl:binding name="Binding" type="typens:PortType"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>',
    each(
      (name) =>
        `<wsdl:operation name="${name}"><soap:operation soapAction="${namespace}:Action"/><wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation>`,
    ),
    '</wsdl:binding><wsdl:service name="Service"><wsdl:port name="Port" binding="typens:Binding"/></wsdl:service></wsdl:definitions>',
  ].join('')
}

function sequence(fields: Record<string, string>): string {
  const elements = Object.entries(fields).map(
    ([name, type]) => `<xsd:element minOccurs="0" name="${name}" type="${type}"/>`,
  )
  return `<xsd:sequence>${elements.join('')}</xsd:sequence>`
}

function element(name: string, fields: Record<string, string>): string {
  return `<xsd:element name="${name}"><xsd:complexType>${sequence(fields)}</xsd:complexType></xsd:element>`
}
