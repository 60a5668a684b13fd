#!/usr/bin/env node
// One general of OM(m), over standard input and output, in Maelstrom's node protocol.
//
// A starting point for your own: turncoat trial --general 'node general.js'
'use strict';

const readline = require('node:readline');

let me;        // this general's number
let n;         // generals
let m;         // depth of OM(m)
let order;     // the commander's, if this is the commander
let round = 0;
let heard;     // orders by path, as text: "0,3"

// Neither on the path nor this general.
function others(path) {
  const all = [];
  for (let g = 0; g < n; ++g) {
    if (g !== me && !path.includes(g)) all.push(g);
  }
  return all;
}

// All paths of that length that this general may be told.
function paths(length) {
  if (length === 1) return [[0]];
  return paths(length - 1).flatMap((path) => others(path).map((g) => [...path, g]));
}

// A message that doesn't come counts as retreat.
const heardFor = (path) => heard.get(path.join()) ?? 'retreat';

function send(path, value) {
  for (const g of others(path)) say(`n${g}`, {type: 'order', path, value});
}

function beginRound(number) {
  round = number;
  if (number === 1) {
    if (me === 0) send([0], order);
  } else if (me !== 0) {
    for (const path of paths(number - 1)) send([...path, me], heardFor(path));
  }
}

// One that can't be is ignored, as is one out of its round.
function take(source, path, value) {
  const isPath = Array.isArray(path) && path.length === round && path[0] === 0 &&
      path.every((g) => Number.isInteger(g) && g >= 0 && g < n && g !== me) &&
      new Set(path).size === path.length && path[path.length - 1] === source;
  if (isPath && (value === 'attack' || value === 'retreat') && !heard.has(path.join())) {
    heard.set(path.join(), value);
  }
}

function resolve(path) {
  if (path.length === m + 1) return heardFor(path);
  const votes = [heardFor(path), ...others(path).map((g) => resolve([...path, g]))];
  const attack = votes.filter((vote) => vote === 'attack').length;
  return 2 * attack > votes.length ? 'attack' : 'retreat';
}

const say = (dest, body) => process.stdout.write(JSON.stringify({src: `n${me}`, dest, body}) + '\n');

readline.createInterface({input: process.stdin}).on('line', (line) => {
  const {src, body} = JSON.parse(line);
  const answer = (more) => say(src, {...more, in_reply_to: body.msg_id});
  switch (body.type) {
    case 'init':
      me = Number(body.node_id.slice(1));
      n = body.node_ids.length;
      answer({type: 'init_ok'});
      break;
    case 'setup':
      ({m, order} = body);
      round = 0;
      heard = new Map();
      answer({type: 'setup_ok'});
      break;
    case 'round':
      beginRound(body.round);
      answer({type: 'round_ok'});
      break;
    case 'order':
      take(Number(src.slice(1)), body.path, body.value);
      break;
    case 'decide':
      answer({type: 'decide_ok', value: me === 0 ? order : resolve([0])});
      break;
    default:
      answer({type: 'error', code: 10, text: `what is ${body.type}?`});
  }
});
