import type { Rule } from "#shared/lint/rule.ts";
import { unknownTool } from "#shared/lint/rules/p001-unknown-tool.ts";
import { renamedTool } from "#shared/lint/rules/p002-renamed-tool.ts";
import { unavailableTool } from "#shared/lint/rules/p003-unavailable-tool.ts";
import { ambiguousName } from "#shared/lint/rules/p004-ambiguous-name.ts";
import { prefixForm } from "#shared/lint/rules/p005-prefix-form.ts";
import { unmentionedTool } from "#shared/lint/rules/p006-unmentioned-tool.ts";
import { noTrigger } from "#shared/lint/rules/p007-no-trigger.ts";
import { conflictingTrigger } from "#shared/lint/rules/p008-conflicting-trigger.ts";
import { onlyForbidden } from "#shared/lint/rules/p009-only-forbidden.ts";
import { unknownParameter } from "#shared/lint/rules/p010-unknown-parameter.ts";
import { unknownValue } from "#shared/lint/rules/p011-unknown-value.ts";
import { orderImpossible } from "#shared/lint/rules/p012-order-impossible.ts";
import { destructiveWithoutConfirmation } from "#shared/lint/rules/p013-destructive-without-confirmation.ts";
import { tooManyTools } from "#shared/lint/rules/p014-too-many-tools.ts";
import { overlap } from "#shared/lint/rules/p015-overlap.ts";
import { promptRepeatsDescription } from "#shared/lint/rules/p016-prompt-repeats-description.ts";
import { brokenMarkup } from "#shared/lint/rules/p017-broken-markup.ts";
import { staleCount } from "#shared/lint/rules/p018-stale-count.ts";
import { rootNotObject } from "#shared/lint/rules/t101-root-not-object.ts";
import { outputRootNotObject } from "#shared/lint/rules/t102-output-root-not-object.ts";
import { rootCombinator } from "#shared/lint/rules/t103-root-combinator.ts";
import { propertiesMissing } from "#shared/lint/rules/t104-properties-missing.ts";
import { schemaCollapsed } from "#shared/lint/rules/t105-schema-collapsed.ts";
import { invalidSchema } from "#shared/lint/rules/t106-invalid-schema.ts";
import { unsatisfiable } from "#shared/lint/rules/t107-unsatisfiable.ts";
import { requiredUnknown } from "#shared/lint/rules/t108-required-unknown.ts";
import { booleanRequired } from "#shared/lint/rules/t109-boolean-required.ts";
import { propertyNotASchema } from "#shared/lint/rules/t110-property-not-a-schema.ts";
import { enumValues } from "#shared/lint/rules/t111-enum-values.ts";
import { defaultValue } from "#shared/lint/rules/t112-default-value.ts";
import { requiredWithDefault } from "#shared/lint/rules/t113-required-with-default.ts";
import { boundsInverted } from "#shared/lint/rules/t114-bounds-inverted.ts";
import { nameForm } from "#shared/lint/rules/t115-name-form.ts";
import { duplicateName } from "#shared/lint/rules/t116-duplicate-name.ts";
import { providerKeyword } from "#shared/lint/rules/t117-provider-keyword.ts";
import { strictReadiness } from "#shared/lint/rules/t118-strict-readiness.ts";
import { schemaSize } from "#shared/lint/rules/t119-schema-size.ts";
import { headerParameter } from "#shared/lint/rules/t120-header-parameter.ts";
import { references } from "#shared/lint/rules/t121-references.ts";
import { arrayWithoutItems } from "#shared/lint/rules/t122-array-without-items.ts";
import { opaqueObject } from "#shared/lint/rules/t123-opaque-object.ts";
import { untypedParameter } from "#shared/lint/rules/t124-untyped-parameter.ts";
import { descriptionMissing } from "#shared/lint/rules/t201-description-missing.ts";
import { descriptionShort } from "#shared/lint/rules/t202-description-short.ts";
import { descriptionRestatesName } from "#shared/lint/rules/t203-description-restates-name.ts";
import { parameterUndescribed } from "#shared/lint/rules/t204-parameter-undescribed.ts";
import { parameterTautology } from "#shared/lint/rules/t205-parameter-tautology.ts";
import { enumInProse } from "#shared/lint/rules/t206-enum-in-prose.ts";
import { unitMissing } from "#shared/lint/rules/t207-unit-missing.ts";
import { descriptionComponents } from "#shared/lint/rules/t208-description-components.ts";
import { descriptionContradictsSchema } from "#shared/lint/rules/t212-description-contradicts-schema.ts";
import { staleReference } from "#shared/lint/rules/t213-stale-reference.ts";
import { confusablePair } from "#shared/lint/rules/t214-confusable-pair.ts";
import { genericName } from "#shared/lint/rules/t215-generic-name.ts";
import { mixedNameStyle } from "#shared/lint/rules/t216-mixed-name-style.ts";
import { rulesBuried } from "#shared/lint/rules/t217-rules-buried.ts";
import { descriptionLong } from "#shared/lint/rules/t218-description-long.ts";
import { tokenBudget } from "#shared/lint/rules/t219-token-budget.ts";
import { repeatedBoilerplate } from "#shared/lint/rules/t220-repeated-boilerplate.ts";
import { annotationsMissing } from "#shared/lint/rules/t221-annotations-missing.ts";
import { annotationContradictsName } from "#shared/lint/rules/t222-annotation-contradicts-name.ts";
import { meaninglessHints } from "#shared/lint/rules/t223-meaningless-hints.ts";
import { hiddenCharacters } from "#shared/lint/rules/t301-hidden-characters.ts";
import { injectedInstruction } from "#shared/lint/rules/t302-injected-instruction.ts";
import { secretRequest } from "#shared/lint/rules/t303-secret-request.ts";
import { hiddenFromUser } from "#shared/lint/rules/t304-hidden-from-user.ts";
import { fakeMarkup } from "#shared/lint/rules/t305-fake-markup.ts";
import { shadowsTool } from "#shared/lint/rules/t306-shadows-tool.ts";
import { promotion } from "#shared/lint/rules/t307-promotion.ts";
import { suspiciousParameter } from "#shared/lint/rules/t308-suspicious-parameter.ts";
import { orderToModel } from "#shared/lint/rules/t309-order-to-model.ts";

/** Every rule. Adding one: its file, its line here, and its mutant in the tests. */
export const allRules: readonly Rule[] = [
  rootNotObject,
  outputRootNotObject,
  rootCombinator,
  propertiesMissing,
  schemaCollapsed,
  invalidSchema,
  unsatisfiable,
  requiredUnknown,
  booleanRequired,
  propertyNotASchema,
  enumValues,
  defaultValue,
  requiredWithDefault,
  boundsInverted,
  nameForm,
  duplicateName,
  providerKeyword,
  strictReadiness,
  schemaSize,
  headerParameter,
  references,
  arrayWithoutItems,
  opaqueObject,
  untypedParameter,
  descriptionMissing,
  descriptionShort,
  descriptionRestatesName,
  parameterUndescribed,
  parameterTautology,
  enumInProse,
  unitMissing,
  descriptionComponents,
  descriptionContradictsSchema,
  staleReference,
  confusablePair,
  genericName,
  mixedNameStyle,
  rulesBuried,
  descriptionLong,
  tokenBudget,
  repeatedBoilerplate,
  annotationsMissing,
  annotationContradictsName,
  meaninglessHints,
  hiddenCharacters,
  injectedInstruction,
  secretRequest,
  hiddenFromUser,
  fakeMarkup,
  shadowsTool,
  promotion,
  suspiciousParameter,
  orderToModel,
  unknownTool,
  renamedTool,
  unavailableTool,
  ambiguousName,
  prefixForm,
  unmentionedTool,
  noTrigger,
  conflictingTrigger,
  onlyForbidden,
  unknownParameter,
  unknownValue,
  orderImpossible,
  destructiveWithoutConfirmation,
  tooManyTools,
  overlap,
  promptRepeatsDescription,
  brokenMarkup,
  staleCount,
];
