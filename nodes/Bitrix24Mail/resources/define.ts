import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { InputField, Operation, Validator } from '../execution/operation';

/** A parameter of an operation: n8n's own object, with what it becomes in REST and how it is checked. */
export interface Parameter extends Omit<INodeProperties, 'options' | 'routing'> {
	/** Choices; or the parameters of a collection. */
	options?: Array<INodePropertyOptions | Parameter>;
	/** The REST parameter that it becomes. Operations may send the same parameter of the panel as different ones. */
	sendAs?: string;
	/**
	 * Checks the value. Of a parameter that becomes none, it only runs in an AI tool: n8n hands such a value on
	 * nowhere.
	 */
	validate?: Validator;
	/** Checked also when n8n sends nothing; those that n8n calls required always are. */
	alwaysValidate?: true;
	/** What the documentation says of it, where the panel has no room for it. */
	documentation?: string;
}

/** What the documentation and the editor's preview say of a field of the output. */
export interface OutputField {
	type: 'string' | 'integer' | 'boolean' | 'strings';
	description: string;
}

/** What an operation puts out. */
export type Output = Operation['output'] & {
	/** The fields of an item, in their order. */
	fields: Record<string, OutputField>;
};

/** All that is said of an operation. */
export interface OperationDeclaration extends Pick<Operation, 'method' | 'url' | 'words' | 'check' | 'run'> {
	/** Its value in saved workflows: `getAll`. */
	value: string;
	/** Its name in the list of operations: “Get Many”. */
	name: string;
	/** Its name in n8n's node panel: “Get many mailboxes”. */
	action: string;
	description: string;
	/** A remark above the parameters: what Bitrix24 does that nobody expects. */
	notice?: string;
	/** Who can run it, for the documentation: “any user”. */
	whoMay: string;
	/**
	 * The methods that it calls, for the documentation, where it calls others than {@link Operation.method}:
	 * one after the other. Several at one place are alternatives.
	 */
	methods?: ReadonlyArray<Operation['method'] | ReadonlyArray<Operation['method']>>;
	/** In the order of the panel. */
	parameters: readonly Parameter[];
	/** Changes how values are checked: those of this operation may be blank, say. */
	adaptValidator?: (validate: Validator, parameter: Parameter) => Validator;
	output: Output;
}

/** All that is said of a resource. */
export interface ResourceDeclaration {
	/** Its value in saved workflows: `mailService`. */
	value: string;
	/** Its name in the list of resources: “Mail Service”. */
	name: string;
	/** What it is, for those who meet the word for the first time. */
	description: string;
	/** In the order of their names. */
	operations: readonly OperationDeclaration[];
	/**
	 * The value of the operation that a new node starts with. Taken from that operation: where n8n’s lint sees
	 * ‘getAll’ beside a name, it makes the name “Get Many”.
	 */
	defaultOperation: string;
}

/** Gives a declaration its type, and leaves it as it is. */
export const defineOperation = (declaration: OperationDeclaration): OperationDeclaration => declaration;

/** Gives a declaration its type, and leaves it as it is. */
export const defineResource = (declaration: ResourceDeclaration): ResourceDeclaration => declaration;

/** Gives a parameter its type, and leaves it as it is. */
export const parameter = <T extends Parameter>(declaration: T): T => declaration;

/** What the hook has to know of the operations of some resources. */
export function operationsOf(resources: readonly ResourceDeclaration[]): Operation[] {
	return resources.flatMap(({ operations }) =>
		operations.map(({ method, url, words, check, run, output, ...declaration }) => ({
			method,
			url,
			words,
			check,
			run,
			input: inputOf(declaration),
			output,
		})),
	);
}

/** The parameters that the hook reads and checks, by the names of what they become. */
function inputOf({
	parameters,
	adaptValidator = (validate) => validate,
}: Pick<OperationDeclaration, 'parameters' | 'adaptValidator'>): Record<string, InputField> {
	const fields = parameters.flatMap(withInner).flatMap((declared): Array<[string, InputField]> => {
		const { displayName: label, name, sendAs, validate, required, alwaysValidate } = declared;
		if (!validate) return [];
		const field = {
			parameter: name,
			label,
			validate: adaptValidator(validate, declared),
			...(required || alwaysValidate ? { required: true as const } : {}),
			...(sendAs === undefined ? { onlyInTools: true as const } : {}),
		};
		return [[sendAs ?? name, field]];
	});
	return Object.fromEntries(fields);
}

/** A parameter and, of a collection, those inside it. */
export function withInner(declared: Parameter): Parameter[] {
	return declared.type === 'collection' ? [declared, ...(declared.options as Parameter[])] : [declared];
}
