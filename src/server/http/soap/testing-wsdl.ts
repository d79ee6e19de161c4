/** For tests only: a shop of one operation, document/literal, its list in a wrapper. */
export const testWsdl = `<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
  xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:tns="urn:Shop" name="Shop" targetNamespace="urn:Shop">
  <wsdl:types>
    <xsd:schema targetNamespace="urn:Shop">
      <xsd:complexType name="item"><xsd:sequence>
        <xsd:element name="id" type="xsd:string" minOccurs="0"/>
        <xsd:element name="name" type="xsd:string" minOccurs="0"/>
      </xsd:sequence></xsd:complexType>
      <xsd:complexType name="items"><xsd:sequence>
        <xsd:element name="item" type="tns:item" minOccurs="0" maxOccurs="unbounded"/>
      </xsd:sequence></xsd:complexType>
      <xsd:element name="listItems"><xsd:complexType><xsd:sequence>
        <xsd:element name="session" type="xsd:string"/>
        <xsd:element name="search" type="xsd:string" minOccurs="0"/>
      </xsd:sequence></xsd:complexType></xsd:element>
      <xsd:element name="listItemsAnswer"><xsd:complexType><xsd:sequence>
        <xsd:element name="result" type="tns:items" minOccurs="0"/>
      </xsd:sequence></xsd:complexType></xsd:element>
    </xsd:schema>
  </wsdl:types>
  <wsdl:message name="listItems"><wsdl:part name="parameters" element="tns:listItems"/></wsdl:message>
  <wsdl:message name="listItemsAnswer"><wsdl:part name="parameters" element="tns:listItemsAnswer"/></wsdl:message>
  <wsdl:portType name="ShopPort">
    <wsdl:operation name="list"><wsdl:input message="tns:listItems"/><wsdl:output message="tns:listItemsAnswer"/></wsdl:operation>
  </wsdl:portType>
  <wsdl:binding name="ShopBinding" type="tns:ShopPort">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="list"><soap:operation soapAction="urn:Shop/list"/>
      <wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output>
    </wsdl:operation>
  </wsdl:binding>
  <wsdl:service name="Shop"><wsdl:port name="ShopPort" binding="tns:ShopBinding"><soap:address location="http://unused.invalid/"/></wsdl:port></wsdl:service>
</wsdl:definitions>`
