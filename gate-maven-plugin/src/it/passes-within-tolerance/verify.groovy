assert new File(basedir, 'target/gate/verdict.json').text.contains('"decision": "PASS"')
