// Rows of the public vectors on which we differ from the label, with our reason. Names only.
export const disagreements: Readonly<Record<string, string>> = {
  "check_request_property_contains_updated/TestRequestPropertyMinContainsDecreased":
    "`maxContains` fell from 5 to 3: four matching items were valid and are not. The label looks at one keyword.",
  "check_request_property_contains_updated/TestRequestPropertyMaxContainsIncreased":
    "`minContains` rose from 1 to 2: one matching item was valid and is not. The label looks at one keyword.",
  "check_request_property_prefix_items_updated/TestRequestBodyPrefixItemsAdded":
    "A list of one text was valid; its first item must now be a number (2020-12, as OpenAPI 3.1 has it).",
  "check_request_property_prefix_items_updated/TestRequestPropertyPrefixItemsAdded":
    "A list of one text was valid; its first item must now be a number (2020-12, as OpenAPI 3.1 has it).",
  "format/format_add": "`format` is an annotation; we call an added one risky, not breaking.",
  "draft2020-12/nonvalid/dynamicRef#1 1⊆2":
    "Label: the row's schema is a plain copy and not a negated one, so the value is an instance of it.",
  "draft2020-12/nonvalid/dynamicRef#2 1⊆2":
    "Label: the row's schema is a plain copy and not a negated one, so the value is an instance of it.",
  "draft2020-12/nonvalid/dynamicRef#7 1⊆2":
    "ajv 8 resolves the dynamic reference without its bookending rule; the interpreter finds the witness, ajv does not confirm it.",
  "draft2020-12/valid/dynamicRef#19 1⊆2":
    "A dynamic scope entered and left through `if`: our search and ajv both miss it.",
  "draft2020-12/universal/dynamicRef#1 2⊆1":
    "Label: the row's schema is a plain copy and not a negated one, so the value is an instance of it.",
  "draft2020-12/universal/dynamicRef#2 2⊆1":
    "Label: the row's schema is a plain copy and not a negated one, so the value is an instance of it.",
  "draft2020-12/unsatisfiable/dynamicRef#1 1⊆2":
    "Label: the row's schema is a plain copy and not a negated one, so the value is an instance of it.",
  "draft2020-12/unsatisfiable/dynamicRef#2 1⊆2":
    "Label: the row's schema is a plain copy and not a negated one, so the value is an instance of it.",
  "draft2020-12/universal/ref#12 2⊆1":
    "Label: only the last keyword of the copy was negated (or a copied constant was renamed inside it), so the two halves are no complements; the witness is a real one.",
  "draft2020-12/universal/ref#14 2⊆1":
    "Label: only the last keyword of the copy was negated (or a copied constant was renamed inside it), so the two halves are no complements; the witness is a real one.",
  "draft2020-12/universal/unevaluatedItems#15 2⊆1":
    "Label: only the last keyword of the copy was negated (or a copied constant was renamed inside it), so the two halves are no complements; the witness is a real one.",
  "draft2020-12/unsatisfiable/anchor#4 1⊆2":
    "Label: only the last keyword of the copy was negated (or a copied constant was renamed inside it), so the two halves are no complements; the witness is a real one.",
  "draft2020-12/unsatisfiable/id#2 1⊆2":
    "Label: only the last keyword of the copy was negated (or a copied constant was renamed inside it), so the two halves are no complements; the witness is a real one.",
  "draft2020-12/unsatisfiable/ref#12 1⊆2":
    "Label: only the last keyword of the copy was negated (or a copied constant was renamed inside it), so the two halves are no complements; the witness is a real one.",
  "draft7/universal/id#1 2⊆1":
    "Label: only the last keyword of the copy was negated (or a copied constant was renamed inside it), so the two halves are no complements; the witness is a real one.",
  "draft7/universal/items#6 2⊆1":
    "Label: only the last keyword of the copy was negated (or a copied constant was renamed inside it), so the two halves are no complements; the witness is a real one.",
  "draft7/universal/ref#13 2⊆1":
    "Label: only the last keyword of the copy was negated (or a copied constant was renamed inside it), so the two halves are no complements; the witness is a real one.",
  "draft7/universal/ref#17 2⊆1":
    "Label: only the last keyword of the copy was negated (or a copied constant was renamed inside it), so the two halves are no complements; the witness is a real one.",
  "draft7/unsatisfiable/id#1 1⊆2":
    "Label: only the last keyword of the copy was negated (or a copied constant was renamed inside it), so the two halves are no complements; the witness is a real one.",
  "draft2020-12/valid/unevaluatedItems#38 1⊆2":
    "ajv 8 does not follow the specification here (items seen by `contains`, nested or one-sided `if`); the interpreter finds the witness, ajv refuses to confirm it, and ajv has the last word.",
  "draft2020-12/valid/unevaluatedItems#45 1⊆2":
    "ajv 8 does not follow the specification here (items seen by `contains`, nested or one-sided `if`); the interpreter finds the witness, ajv refuses to confirm it, and ajv has the last word.",
  "draft2020-12/valid/unevaluatedItems#47 1⊆2":
    "ajv 8 does not follow the specification here (items seen by `contains`, nested or one-sided `if`); the interpreter finds the witness, ajv refuses to confirm it, and ajv has the last word.",
  "draft2020-12/valid/unevaluatedItems#48 1⊆2":
    "ajv 8 does not follow the specification here (items seen by `contains`, nested or one-sided `if`); the interpreter finds the witness, ajv refuses to confirm it, and ajv has the last word.",
  "draft2020-12/valid/unevaluatedProperties#36 1⊆2":
    "ajv 8 does not follow the specification here (items seen by `contains`, nested or one-sided `if`); the interpreter finds the witness, ajv refuses to confirm it, and ajv has the last word.",
  "draft7/nonvalid/definitions#1 1⊆2":
    "The schema refers to the draft-07 meta-schema by a URI that ajv leaves unresolved here; nothing is fetched, so it is unchecked.",
  "draft7/nonvalid/ref#12 1⊆2":
    "The schema refers to the draft-07 meta-schema by a URI that ajv leaves unresolved here; nothing is fetched, so it is unchecked.",
  "draft7/valid/ref#23 1⊆2":
    "The schema refers to the draft-07 meta-schema by a URI that ajv leaves unresolved here; nothing is fetched, so it is unchecked.",
};
