assert new File(basedir, 'target/gate/verdict.json').text.contains('"decision": "PASS"')
assert new File(basedir, 'target/gate').list().any { it.endsWith('.jsonl') }: 'the cases are not beside the report'
