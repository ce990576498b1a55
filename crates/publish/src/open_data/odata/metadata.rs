//! `$metadata` (CSDL XML) and the service document.

use super::{EntitySet, NAMESPACE};
use crate::escape;

/// The document that describes the sets of a service (`OData` CSDL XML 4.0). A property that had to be renamed says the column's name.
#[must_use]
pub fn metadata(sets: &[EntitySet]) -> String {
    let mut xml = Xml(String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    xml.open("edmx:Edmx", &[("xmlns:edmx", "http://docs.oasis-open.org/odata/ns/edmx"), ("Version", "4.0")]);
    xml.open("edmx:Reference", &[("Uri", "https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Core.V1.xml")]);
    xml.empty("edmx:Include", &[("Namespace", "Org.OData.Core.V1"), ("Alias", "Core")]);
    xml.close("edmx:Reference");
    xml.open("edmx:DataServices", &[]);
    xml.open("Schema", &[("xmlns", "http://docs.oasis-open.org/odata/ns/edm"), ("Namespace", NAMESPACE)]);
    for set in sets {
        entity_type(&mut xml, set);
    }
    xml.open("EntityContainer", &[("Name", "Container")]);
    for set in sets {
        xml.empty("EntitySet", &[("Name", set.name), ("EntityType", &format!("{NAMESPACE}.{}", set.entity_type))]);
    }
    for name in ["EntityContainer", "Schema", "edmx:DataServices", "edmx:Edmx"] {
        xml.close(name);
    }
    xml.0
}

fn entity_type(xml: &mut Xml, set: &EntitySet) {
    xml.open("EntityType", &[("Name", set.entity_type)]);
    xml.open("Key", &[]);
    set.properties.iter().take(1).for_each(|key| xml.empty("PropertyRef", &[("Name", &key.name)]));
    xml.close("Key");
    for (at, property) in set.properties.iter().enumerate() {
        let mut attributes = vec![("Name", property.name.as_str()), ("Type", property.edm.name())];
        if at == 0 {
            attributes.push(("Nullable", "false"));
        }
        match &property.column {
            None => xml.empty("Property", &attributes),
            Some(column) => {
                xml.open("Property", &attributes);
                xml.empty("Annotation", &[("Term", "Core.Description"), ("String", column)]);
                xml.close("Property");
            }
        }
    }
    xml.close("EntityType");
}

/// The service document: which sets there are. `root` is the address of the service, without a slash at its end.
#[must_use]
pub fn service_document(root: &str, sets: &[EntitySet]) -> String {
    let value: Vec<_> = sets.iter().map(|set| serde_json::json!({"name": set.name, "kind": "EntitySet", "url": set.name})).collect();
    serde_json::json!({"@odata.context": format!("{root}/$metadata"), "value": value}).to_string()
}

struct Xml(String);

impl Xml {
    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, ">\n");
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>\n");
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.0.push('<');
        self.0.push_str(name);
        for (attribute, value) in attributes {
            self.0.push(' ');
            self.0.push_str(attribute);
            self.0.push_str("=\"");
            escape::text(&mut self.0, value);
            self.0.push('"');
        }
        self.0.push_str(end);
    }

    fn close(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push_str(">\n");
    }
}
