// Runs scenario.json through the generated TypeScript clients, once compiled. usage: runner.mjs DOCUMENTS CLIENTS
import {createHmac} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, resolve} from 'node:path';

const [documentsAt, clientsAt] = process.argv.slice(2).map(path => resolve(path));
const read = path => JSON.parse(readFileSync(path, 'utf8'));
const kept = {...process.env, client: 'typescript'};
const faults = [];
let calls = 0;

/** The code of an authenticator app (RFC 6238). */
function code(secret) {
    const bits = [...secret].map(digit => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(digit).toString(2).padStart(5, '0')).join('');
    const key = Buffer.from(bits.match(/.{8}/g).map(octet => parseInt(octet, 2)));
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
    const digest = createHmac('sha1', key).update(counter).digest();
    return String((digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff) % 1000000).padStart(6, '0');
}

function variable(name) {
    if (kept[name] === undefined) throw new Error(`${name} was not kept`);
    return kept[name];
}

function filled(value) {
    if (Array.isArray(value)) return value.map(filled);
    if (value !== null && typeof value === 'object') {
        return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, filled(member)]));
    }
    if (typeof value !== 'string') return value;
    return value.replace(/{code of (\w+)}/g, (_, name) => code(variable(name))).replace(/{(\w+)}/g, (_, name) => variable(name));
}

const camel = name => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase()).replace(/^\w/, letter => letter.toLowerCase());

/** The client writes a Date in a query with its time, which is no date: there it gets the text. */
function isDate({in: place, schema}) {
    return schema?.format === 'date-time' || schema?.format === 'date' && place !== 'query';
}

class Document {
    constructor(name) {
        this.client = createRequire(import.meta.url)(join(clientsAt, name, 'index.js'));
        const {paths, components} = read(join(documentsAt, `${name}.json`));
        this.operations = {};
        for (const item of Object.values(paths)) {
            for (const [verb, operation] of Object.entries(item)) {
                if (verb === 'parameters') continue;
                const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])]
                    .map(parameter => parameter.$ref ? components.parameters[parameter.$ref.split('/').at(-1)] : parameter);
                const body = operation.requestBody?.$ref
                    ? components.requestBodies[operation.requestBody.$ref.split('/').at(-1)] : operation.requestBody;
                const model = body && Object.values(body.content)[0].schema.$ref?.split('/').at(-1);
                this.operations[operation.operationId] = {parameters, model, statuses: Object.keys(operation.responses)};
            }
        }
    }

    async call(proxy, headers, step, defaults) {
        const {parameters, model} = this.operations[step.call];
        const given = {};
        for (const [name, value] of Object.entries({...defaults, ...step.with})) {
            const parameter = parameters.find(one => one.name === name);
            if (!parameter) continue;
            given[camel(name)] = isDate(parameter) ? new Date(filled(value)) : filled(value);
        }
        if (step.file) given.file = new File([step.file.text], step.file.name);
        if (step.body) {
            given[camel(model)] = this.client[`${model}FromJSON`](filled(step.body));
        }
        const Api = Object.values(this.client).find(one => one.prototype && step.call in one.prototype);
        try {
            const response = await new Api(new this.client.Configuration({basePath: proxy, headers}))[`${step.call}Raw`](given);
            return [response.raw, JSON.parse(JSON.stringify(await response.value() ?? null))];
        } catch (refusal) {
            if (!(refusal instanceof this.client.ResponseError)) throw refusal;
            return [refusal.response, await refusal.response.text()];
        }
    }
}

async function run(document, part, step) {
    calls++;
    const [response, body] = await document.call(filled(part.proxy), filled(part.callers[step.as]), step, part.defaults);
    const good = step.status ? response.status === step.status : response.status < 300;
    if (!good || !document.operations[step.call].statuses.includes(String(response.status))) {
        faults.push(`${step.call}: ${response.status} ${JSON.stringify(body)}`);
    }
    for (const violation of JSON.parse(response.headers.get('sl-violations') ?? '[]')) {
        // A step that expects a refusal may break the document with its request, never with the response.
        if (response.status < 400 || violation.location[0] !== 'request') {
            faults.push(`${step.call}: ${response.status}: ${JSON.stringify(violation)}`);
        }
    }
    for (const [name, source] of good ? Object.entries(step.keep ?? {}) : []) {
        const [field, pattern] = source.split(': ', 2);
        kept[name] = pattern
            ? response.headers.get(field).match(pattern)[1]
            : String(source.split('.').reduce((value, member) => value[member], body));
    }
}

const scenario = read(new URL('scenario.json', import.meta.url));
const documents = Object.fromEntries(scenario.parts.map(({document}) => [document, new Document(document)]));
const left = Object.fromEntries(Object.entries(documents).map(([name, {operations}]) => [name, new Set(Object.keys(operations))]));
for (const part of scenario.parts) {
    for (const step of part.steps.flatMap(entry => typeof entry === 'string' ? scenario[entry] : [entry])) {
        left[part.document].delete(step.call);
        try {
            await run(documents[part.document], part, step);
        } catch (thrown) { // whatever a generated client throws is a finding
            faults.push(`${step.call}: ${thrown}${thrown.cause ? `: ${thrown.cause}` : ''}`);
        }
    }
}
for (const operations of Object.values(left)) {
    for (const operation of operations) faults.push(`${operation}: no step of the scenario calls it`);
}
console.log([...faults, `${kept.client}: ${calls} calls, ${faults.length} faults`].join('\n'));
process.exit(faults.length ? 1 : 0);
