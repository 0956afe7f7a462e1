// PouchDB over express-pouchdb: the same documents pushed by one database and pulled by another, then one by one.
// Usage: node pouch.js FOLDER DOCUMENTS TRIES; says one line of JSON.
'use strict'
const fs = require('fs')
const path = require('path')
const [folder, documents, tries] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])]
const modules = path.join(process.cwd(), 'node_modules')
const PouchDB = require(path.join(modules, 'pouchdb'))
const express = require(path.join(modules, 'express'))
const { spawn } = require('child_process')

function serve () {
  const app = express()
  fs.mkdirSync(path.join(folder, 'server'), { recursive: true })
  const Stored = PouchDB.defaults({ prefix: path.join(folder, 'server') + path.sep })
  const options = { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: path.join(folder, 'log.txt') }
  app.use('/', require(path.join(modules, 'express-pouchdb'))(Stored, options))
  const server = app.listen(0, '127.0.0.1', () => process.send(server.address().port))
}

function made (number) {
  const _id = String(number).padStart(12, '0')
  return { _id, subject: `打印机卡纸 printer ${number}`, description: '第三次了，客户要求今天上门。'.repeat(4) }
}

const seconds = async work => {
  const began = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - began) / 1e9
}

async function measure (port) {
  const remote = `http://127.0.0.1:${port}/tickets`
  const open = name => new PouchDB(path.join(folder, name))
  const [one, other] = [open('one'), open('other')]
  await one.bulkDocs(Array.from({ length: documents }, (_, number) => made(number)))
  const push = await seconds(() => one.replicate.to(remote, { batch_size: 500 }))
  const pull = await seconds(() => other.replicate.from(remote, { batch_size: 500 }))
  const told = []
  let heard = () => {}
  const out = one.replicate.to(remote, { live: true, since: 'now' })
  other.replicate.from(remote, { live: true, since: 'now' })
  other.changes({ live: true, since: 'now' }).on('change', change => heard(change.id))
  await new Promise(resolve => setTimeout(resolve, 1000))
  for (let number = 0; number < tries; number++) {
    const document = made(documents + number)
    await one.put(document)
    const began = process.hrtime.bigint()
    await new Promise(resolve => { heard = id => id === document._id && resolve() })
    told.push(Number(process.hrtime.bigint() - began) / 1e6)
  }
  out.cancel()
  return { push, pull, told, documents: (await other.info()).doc_count }
}

if (process.send) {
  serve()
} else {
  const server = spawn(process.execPath, process.argv.slice(1), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  server.once('message', port => measure(port).then(
    found => { server.kill(); console.log(JSON.stringify(found)); process.exit(0) },
    why => { server.kill(); console.error(why); process.exit(1) }
  ))
}
