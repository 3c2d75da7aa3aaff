"""The words of postings that name a skill: the catalogue's own, more tools, and which of them mean it only sometimes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphs.career.skills import SkillMatrix

_MORE: dict[str, str] = {
    "python": "python 3, numpy/pandas",
    "docker": "containerized, containerised, containerizing, containerising, containerd, docker swarm, container technologies, container technology, containern, containerisierung, container-technologien, apptainer, singularity, container runtimes, multi-stage builds",
    "kubernetes": "amazon eks, aws eks, google kubernetes engine, azure kubernetes service, helm charts, rancher, kubernetes-native, cka, ckad, cks, container orchestrators, container-orchestrierung, k8, kubernets, vanilla kubernetes, karpenter, keda, tanzu, rke2, kubeadm, talos linux, karmada, container scheduling, ack",
    "linux-bash": "rhel, centos, debian, red hat enterprise linux, rocky linux, red hat linux, linux systems, linux system administration, gnu/linux, unix-like, shell scripts, shell script, shell-scripting, shellscripting, linux-kenntnisse, linux kenntnisse, linux-systeme, linux-administration, bash-scripting, linux-cluster, linux-clusters, linuxkenntnisse, linux kernel, suse, alma linux, posix, awk, sed, skriptsprachen bash",
    "git": "git workflows, bitbucket, gitflow, trunk-based development, git-flow, versionsverwaltung, version-control, mercurial, svn",
    "cloud": "amazon aws, google cloud (gcp), cloud platform, cloud provider, cloud providers, public cloud, public clouds, cloud infrastructure, cloud services, cloud environment, cloud environments, cloud technologies, cloud technology, cloud architecture, cloud fundamentals, hyperscaler, hyperscalers, aws lambda, lambda, ecs, fargate, rds, route 53, cloud run, cloud functions, azure functions, compute engine, digitalocean, oracle cloud, oci cloud, oracle cloud infrastructure, ibm cloud, alibaba cloud, ovhcloud, hetzner, serverless, multi-cloud, multicloud, cloud-plattform, cloud-plattformen, cloud-infrastruktur, cloud-umgebungen, aws bedrock, amazon bedrock, cloud engineering, cloud-anbieter, cloud vendors, cloud solutions, aws rds, cloud experience, vertex, aws certified, cloud operations, cloud computing platforms, cloud networking and compute",
    "terraform": "iac tools, infrastructure-as-code tool, bicep, crossplane, cdk, aws cdk, cdktf, arm templates, puppet, chef, saltstack, configuration management, config management, konfigurationsmanagement, salt stack, terraform cloud, packer, infrastructure automation",
    "ml-frameworks": "hugging face transformers, tensor flow, lightning, sk-learn, scikit learn, lightgbm, catboost, ml framework, ml frameworks, machine learning frameworks, machine learning framework, deep learning frameworks, deep learning framework, dl frameworks, megatron, megatron-lm, fsdp, horovod, flax, spacy, ml libraries, machine learning libraries, accelerate library, scipy, mxnet",
    "monitoring": "new relic, splunk, elk stack, elastic stack, efk, nagios, zabbix, thanos, victoriametrics, dynatrace, honeycomb, sentry, telemetry, slis, slo, sli, slos/slis, service level objectives, service-level objectives, monitoring-tools, prometheus/grafana, model monitoring, logging/monitoring, icinga, checkmk, fluentd, fluent bit, fluentbit, logstash, kibana, observierbarkeit, überwachung, tempo, metrics and alerts, appdynamics",
    "system-design": "designing systems, design of systems, rabbitmq, microservice, microservice architecture, event-driven architecture, event-driven architectures, event driven architecture, softwarearchitektur, systemarchitektur, service-oriented architecture, scalable systems design, solution architecture, designing scalable systems, design scalable systems, scalable architectures, architectural design, system architectures, reference architectures, reference architecture, high-level design, api gateways, domain-driven design, nats, architecting systems, architektur, microservices-architekturen, target architecture, message brokers, message broker",
    "ml-knowledge": "machine learning fundamentals, ml fundamentals, machine-learning, maschinelles lernen, maschinellem lernen, deep-learning, machine learning algorithms, ml algorithms, ml models, machine learning models, ml theory, natural language processing, nlp, computer vision, generative ai, genai, gen ai, reinforcement learning, model training, ml lifecycle, ml systems, machine learning systems, ml principles, training models, model evaluation, fine-tuning, finetuning, prompt engineering, transformer models, transformer architecture, language models, ai/ml, ml/ai, supervised learning, ai fundamentals, ml workflows, ki-grundlagen, llm, foundation models, diffusion models, ml engineering",
    "communication": "communicator, communicate clearly, communicate effectively, communicate complex, communicate technical, communicates clearly, communicates effectively, written and verbal communication, verbal and written communication, written communication, verbal communication, interpersonal skills, communicative, kommunikationsstärke, kommunikationsfähigkeit, kommunikationsfähigkeiten, kommunikativ, kommunikationsstark, teamfähigkeit, teamgeist, team player, teamplayer, clear writing, clear writer, clear communication, collaboration skills, collaborative mindset, collaborative spirit, presentation, soft skills, technical communication, explain technical, explain complex, explain trade-offs, explain tradeoffs, non-technical stakeholders, non-technical audiences, technical documentation, documentation skills, write documentation, writing skills, written skills, listen and explain, influence without authority, cross-functional collaboration, work collaboratively, communicating clearly, communicating effectively, communicating with stakeholders, kommunikation, listening skills, team working, interpersonal",
    "problem-solving": "problem solver, problem-solver, problem solvers, solving problems, solve problems, solving complex problems, solve complex problems, analytical skills, analytical mindset, analytical, analytisches denken, analytische fähigkeiten, problemlösung, problemlösungskompetenz, problemlösefähigkeit, lösungsorientiert, troubleshooting skills, debugging skills, critical thinking, troubleshoot, rca, fehleranalyse, lösungsorientierte, problem-solving skills, fehlersuche, root-cause analysis",
    "time-management": "time-management, organizational skills, organisational skills, manage multiple priorities, multiple priorities, prioritize tasks, prioritise tasks, prioritise, prioritize, organised, well-organized, well organised, zeitmanagement, selbstorganisation, meet deadlines, manage your time, managing priorities, competing priorities, self-organised, self-organized",
    "continuous-learning": "willingness to learn, eager to learn, eagerness to learn, desire to learn, keen to learn, love of learning, curious mind, learn quickly, quick learner, fast learner, learning mindset, growth mindset, learn new technologies, willing to learn, lernbereitschaft, passion for learning, ability to learn, wissbegierig, lernwillig, learning new things, self-learner, self-taught, continuous improvement of your skills, stay up to date, staying up to date, keep up with, lust zu lernen, motivation to learn",
    "ci-cd": "ci/cd pipelines, ci/cd-pipelines, ci / cd, ci-cd, ci/cd tools, continuous integration and delivery, ci pipelines, gitlab-ci, gitlab ci/cd, github action, circleci, circle ci, teamcity, bamboo, buildkite, azure devops, azure pipelines, travis, spinnaker, aws codepipeline, codepipeline, codebuild, fluxcd, flux cd, argo-cd, argocd/flux, drone ci, build pipelines, release pipelines, build and release, release automation, deployment automation, automated deployments, automated deployment, automatisierte deployments, ci systems, cloud build, harness, release engineering, cicd-pipelines, build automation, woodpecker, github workflows",
    "sql": "mariadb, aurora, sql server, mssql, ms sql, t-sql, pl/sql, oracle database, oracle db, relational database, relational databases, database design, database administration, relationale datenbanken, relationalen datenbanken, datenbanken, databases, postgre, sql-kenntnisse, database systems, postgresql internals, query optimization, query tuning, sql skills, cloud sql, database management, rdbms systems",
    "networking": "network engineering, network protocols, network protocol, networks, network administration, bgp, vpn, vpns, vlan, vlans, ospf, tcp/ip networking, dhcp, netzwerk, netzwerke, netzwerktechnik, netzwerkkenntnisse, netzwerken, network security, network architecture, network infrastructure, service mesh, istio, envoy, cilium, cni, linkerd, load balancer, nvlink switch, routing and switching, switching and routing, vpc design, network design, computer networking, nginx, haproxy, reverse proxies, infiniband fabric, infiniband networks, high-speed interconnects, private link, cloud network, network fundamentals, http/2, ssl/tls, calico, network fabric, network fabrics, ethernet, spectrum-x, network troubleshooting, ccna",
    "distributed-systems": "distributed services, distributed architectures, distributed architecture, distributed software, distributed applications, distributed infrastructure, verteilte systeme, verteilten systemen, verteilter systeme, zookeeper, apache kafka, kafka streams, pulsar, large-scale distributed systems, multi-region systems, high availability, fault-tolerant systems, fault-tolerant, hochverfügbarkeit, consensus protocols, distributed databases at scale, confluent",
    "model-serving": "serving models, serve models, serving ml models, serving llms, serve llms, model inference, inference serving systems, inference systems, inference engines, inference engine, inference infrastructure, inference platform, inference platforms, inference optimization, inference optimisation, inference stack, serving infrastructure, serving layer, serving frameworks, serving stack, model servers, model server, deploy models, deploying models, deploy ml models, deploying ml models, deploying machine learning models, deploy machine learning models, deployment of ml models, deployment of machine learning models, deployment of models, model deployments, models in production, models into production, models to production, ml models in production, productionizing models, productionizing ml models, productionising models, productionize models, llm deployment, llm deployments, llm inference, llm hosting, model hosting, inference endpoints, inference workloads, inference services, inference apis, inference api, sglang, tensorrt-llm, llama.cpp, ollama, nvidia triton, triton server, kserve/seldon, real-time inference, online inference, low-latency inference, nvidia nim, text generation inference, litserve, modelle in produktion, modell-deployment, model-serving, inferencing, inference at scale, production inference, ml deployment, ml model deployment, sagemaker endpoints, modellbereitstellung, inference performance, inference servers",
    "gpu": "gpu clusters, gpu cluster, gpu scheduling, gpu nodes, gpu node, gpu servers, gpu server, gpu workloads, gpu workload, gpu infrastructure, gpu programming, gpu profiling, gpu compute, gpu-computing, gpu optimization, gpu sharing, gpu utilization, gpu utilisation, gpu-systemen, gpu-systeme, gpu-cluster, gpu fleet, gpu drivers, gpu performance, gpu-accelerated, gpu acceleration, gpu hardware, gpu resources, gpu economics, gpu environments, gpu computing environments, gpu architecture, gpu virtualization, nvidia, rocm, nvlink, h100, h100s, a100, a100s, h200, b200, gb200, dgx, accelerators, ai accelerators, hardware accelerators, trainium, cudnn, gpu time-slicing, gpu memory, grafikkarten, gpu-server, multi-gpu, nvidia drivers, gpudirect, opencl, cutlass",
    "storage": "amazon s3/gcs, aws s3, gcs, google cloud storage, blob storage, azure blob, azure blob storage, nosql, mongodb, dynamodb, elasticache, memcached, parallel file systems, parallel filesystems, parallel file system, parallelen dateisystemen, parallele dateisysteme, gpfs, beegfs, weka, vast, glusterfs, storage systems, storage solutions, data storage, storage infrastructure, storage architecture, storage technologies, high-performance storage, distributed file systems, distributed filesystems, distributed file system, hdfs, ebs, efs, zfs, san storage, spectrum scale, netapp, nosql databases, speichersysteme, rook, scylladb, fsx, couchbase, hbase, rocksdb",
    "vector-databases": "vector databases, vector dbs, vector stores, vector index, vector indexes, vector indices, vektordatenbanken, vektordatenbank, chroma, chromadb, retrieval augmented generation, retrieval-augmented, rag pipelines, rag systems, rag system, rag architectures, rag architecture, rag applications, opensearch vector, lancedb, similarity search, ann search, nearest neighbor search, nearest neighbour search, hybrid search, retrieval systems, retrieval system, embedding models, embedding search, rag-pipelines, rag-systeme, annoy, turbopuffer, vespa, retrieval pipelines",
    "data-pipelines": "data pipelines, data-pipelines, datenpipelines, daten-pipelines, etl pipelines, etl/elt, etl processes, etl-prozesse, elt pipelines, databricks, snowflake, bigquery, redshift, flink, apache flink, beam pipelines, apache beam, nifi, luigi, kinesis, glue, aws glue, dataflow, data warehouse, data warehouses, data warehousing, data lake, data lakes, data lakehouse, lakehouse, streaming pipelines, stream processing, batch processing, batch pipelines, data ingestion, ingestion pipelines, streaming ingestion, data platform, data platforms, data infrastructure, hadoop, hive, trino, presto, delta lake, iceberg, apache iceberg, data workflows, airbyte, fivetran, argo workflows, nextflow, data orchestration, spark streaming, dask, polars, data transformation, great expectations, azure data factory, data factory, data quality, datenverarbeitung, workflow engines, airflow/dagster, temporal, snakemake, synapse, kedro",
    "mlops": "mlops platforms, mlops platform, mlops tools, mlops tooling, mlops practices, mlops principles, ml-ops, ml-pipelines, ml pipeline, machine learning pipelines, machine learning pipeline, training pipelines, training pipeline, model lifecycle, model lifecycle management, ml lifecycle management, experiment management, model registries, zenml, metaflow, neptune, comet, clearml, mlflow/kubeflow, model management, model drift, data drift, ml platform tools, feature engineering pipelines, model governance, flyte, kfp, vertex ai pipelines, sagemaker pipelines, automated retraining, model retraining, retraining pipelines, jupyterhub, tecton, llm ops, ml tooling, ml-plattform, reproducible training, retraining, pipelines for ml, pipelines for machine learning, machine learning operations, notebooks to production, data versioning, w&b, tensorboard, ml infrastructure tooling, experiment trackers",
    "rest-apis": "rest, restful apis, restful api, rest api design, rest-api, rest-apis, rest-schnittstellen, http apis, http api, web apis, api-design, graphql, django, django rest framework, backend apis, designing apis, building apis, build apis, develop apis, developing apis, api services, api integration, api integrations, api endpoints, apis entwickeln, webservices, express.js, schnittstellen, spring boot, rest services, rest endpoints, api-entwicklung, rest/grpc, api gateway design, microservice apis, web frameworks",
    "security": "information security, it security, it-security, it-sicherheit, informationssicherheit, network security controls, security best practices, security engineering, application security, appsec, platform security, security controls, security standards, security principles, secure coding, security hardening, hardening, compliance, soc 2, soc2, iso 27001, hipaa, gdpr, pci dss, pci-dss, threat modelling, threat modeling, snyk, trivy, sonarqube, opa, falco, open policy agent, kyverno, supply-chain security, software supply chain security, software supply chain, sbom, sboms, vault, secret management, secrets, least privilege, vulnerability management, penetration testing, encryption, oauth, sso, security policies, security-first, identity and access management, identity management, access control, fedramp, model security, siem, cissp, security clearance controls, nist, pki, mtls, dsgvo, security monitoring, datenschutz",
    "cost": "cost-optimization, cost-optimisation, cost efficiency, cost control, cost allocation, cost monitoring, cost reduction, cost awareness, cost-aware, cost-efficient infrastructure, cloud spend, cloud spending, cloud bill, cloud bills, cloud budgets, cloud budget, cloud cost management, cloud cost optimization, cloud cost optimisation, cloud economics, reduce cloud costs, reduce costs, reduce infrastructure costs, cost management, optimize costs, optimise costs, optimizing costs, optimising costs, kubecost, opencost, unit economics of compute, kostenoptimierung, cloud-kosten, kostenkontrolle, compute costs, compute spend, gpu costs, infrastructure spend, inference costs, inference cost, cost-effective infrastructure, cloud finance, savings plans, training costs, cost effectiveness, infrastructure cost, infrastructure budgets, costs hide, optimizing cost, optimize cost, optimise cost, cost and performance, cost/performance, performance and cost, cost per token",
    "incident-response": "incident handling, incident reviews, incident review, incident command, incident commander, incident commanders, production incidents, managing incidents, manage incidents, resolve incidents, handle incidents, live-site, on-call rotation, on-call rotations, on-call duty, on-call duties, oncall rotation, rufbereitschaft, bereitschaftsdienst, störungsmanagement, post-mortem, post-mortems, post-incident reviews, opsgenie, runbook, disaster recovery, root cause analyses after incidents, incident-management, pager, pager rotation, pager duty, production support, blameless post-mortems, outages, outage, störungen, vorfälle, major incidents, site reliability, sre, sre practices, sre principles, site reliability engineering, störungsbehebung, emergency response, astreinte",
}

_DROPPED = frozenset(
    "cost sh terminal cli time productivity replication consensus raft mig ack branching serverless secrets encryption outages outage presentation analytical datenbanken schnittstellen architektur harness vast tempo glue hive comet neptune annoy vespa lightning sre temporal iam/rbac kommunikation störungen vorfälle überwachung vertex".split()  # noqa: SIM905
)
"""Too often something else to stand on their own; most are wanted below only in a context."""

_VAGUE = (
    "accelerators", "ai concepts", "ai/ml", "apis", "caching", "career development", "cloud", "collaborate",
    "collaboration", "compliance", "computer vision", "container", "containers", "data infrastructure",
    "data platform", "data platforms", "databases", "databricks sql", "debugging", "deep learning", "gen ai",
    "genai", "generative ai", "high availability", "incidents", "interpersonal", "kommunikativ", "language models",
    "large language models", "llm", "llm inference", "llms", "machine learning", "machine learning models",
    "machine learning systems", "machine-learning", "ml", "ml engineering", "ml models", "ml systems",
    "ml-knowledge", "ml/ai", "network security", "networks", "nlp", "organised", "prioritise", "prioritize",
    "scalability", "security", "shell", "statistics", "storage", "system-design", "teamwork", "transformers",
    "troubleshoot", "troubleshooting", "virtual machines",
)
"""Words that every posting is full of: they count in the contexts below only."""

_CAPITAL = frozenset(
    "spark helm flux feast loki triton torch prefect dagster seldon jax keras chef puppet trino presto dask beam kube "
    "istio envoy accelerate rest elk rag roce opa sre chroma beam weka lambda dvc pip crd crds flink iceberg luigi "
    "kinesis vault vertex swarm snowflake travis bamboo ollama polars rook".split()  # noqa: SIM905
)
"""Ordinary words too: they name the tool with a capital letter, or in a list of tools."""

_CONTEXT: tuple[tuple[str, str], ...] = (
    ("cloud", r"(?:experience|experienced|knowledge|skills?|familiar\w*|exposure|comfortable|proficien\w+|background|workloads?|certificat\w+|kenntnisse\w*|erfahrung\w*)\b[^.;:]{0,40}\bcloud\b(?![- ](?:native|based|first|hosted|run|agnostic|gaming|team|company|bill|budget|spend|cost\w*|security))|\b(?:the|a|any|some|one|einer|der) (?:major |public |big )?cloud(?:s)?\b(?=[^-\w]|$)(?! (?:for|company|native))"),
    ("security", r"\b(?:kubernetes|container|cloud|network|platform|application|software|data|linux|infrastructure|api|model|aws|azure) security\b(?! (?:team|department|clearance|engineers?))|(?:experience|knowledge|understanding|background|expertise|awareness|skills?|mindset|best practices|principles)\b[^.;:]{0,25}\bsecurity\b(?! (?:clearance|team|department|number|check|guard|vetting))|\bsecurity (?:best practices|expertise|experience|knowledge|mindset|awareness|fundamentals|skills|posture|reviews?|requirements|tooling)"),
    ("ml-knowledge", r"(?:(?:understanding|knowledge|grasp|basics?|fundamentals|concepts|principles|foundations?|grundlagen|kenntnisse|verständnis|familiar\w*|exposure|interest|curiosity|course\w*|coursework|passion|studied|literacy)\b[^.;:()]{0,45}?|(?:experience|expertise|background|skills?)\b(?: \w+){1,2} )(?:\bml\b|machine[- ]learning|\bki\b|deep learning|\bai\b|\bllms?\b)(?! (?:or|and) data\b)(?![- /]*(?:ops|engineer\w*|teams?|scientists?|researchers?|platforms?|infrastructure|infra|compan\w+|startups?|frameworks?|librar\w+|pipelines?|workloads?|tools?|tooling|products?|projects?|stack|umfeld|environments?|services?|deployments?|inference|serving|observability|monitoring|accelerators?|systems? in))|(?:\bml\b|machine[- ]learning|\bai\b|deep learning)[ -](?:basics|fundamentals|concepts|principles|knowledge|theory|algorithms|techniques|literacy|expertise|background|experience|skills|coursework|grundlagen|kenntnisse)"),
    ("problem-solving", r"(?:strong|excellent|good|proven|great|solid|outstanding|sharp|exceptional)\s(?:\w+[\s,]+(?:and )?){0,3}(?:troubleshooting|debugging|analytical)\b|\b(?:troubleshooting|debugging|analytical)\s(?:and [\w-]+ )?(?:skills?|abilities|mindset|experience|ability|thinking)"),
    ("communication", r"(?:abilit\w+|able) to (?:clearly |effectively )?(?:communicate|explain|present|articulate|convey)|\b(?:strong|excellent|good|great|effective|outstanding|clear|patient|solid|exceptional)\s(?:\w+[\s,]+(?:and |& )?){0,3}(?:communicat(?:ion|or)|collaborat(?:ion|or)|interpersonal|presentation|writer|writing|team ?player|teamwork)\b|\bwrite(?:s)? (?:things down|clearly|well)|\bcommunicates? (?:\w+ ){0,2}(?:clearly|well|effectively|openly|with (?:colleagues|stakeholders|customers|clients))|\bcommunicate (?:\w+ ){0,2}(?:to|with) (?:\w+ ){0,2}(?:stakeholders|executives|colleagues|audiences|people|teams)|\bkommunikation\w*[- ](?:fähig\w*|stark\w*|stärke)|\bpresent to (?:\w+ ){0,2}(?:executives|stakeholders|leadership|customers)"),
    ("monitoring", r"\b(?:monitoring|alerting|logging|metrics|tracing) (?:and|&|/) (?:monitoring|alerting|logging|metrics|tracing|observability|dashboards)|\bset(?:ting)? up (?:\w+ ){0,2}(?:monitoring|alerts|alerting|dashboards)|\bbuild(?:ing)? (?:\w+ ){0,2}dashboards"),
    ("data-pipelines", r"\b(?:build|building|maintain|maintaining|design|designing|develop|developing|write|own|orchestrat\w+|operate|create) (?:and \w+ )?(?:\w+[- ]){0,3}(?:data|etl|elt|ingestion|airflow|streaming)[- ](?:\w+ )?(?:pipelines?|workflows?|flows?)"),
    ("mlops", r"\b(?:ml|machine learning|model|training|retraining)[- ](?:\w+ )?pipelines?\b|\b(?:version(?:ing)?|track(?:ing)?|register(?:ing)?) (?:of )?(?:\w+ ){0,2}(?:models?|experiments?)\b"),
    ("model-serving", r"\b(?:serv(?:e|es|ing)|deploy(?:s|ing|ment of)?|ship(?:s|ping)?|productioni[sz]\w*|host(?:s|ing)?|releas(?:e|ing)) (?:and \w+ |of )?(?:(?:our|the|your|large|trained|open|ai|ml|deep learning|machine learning|language|new|their|open-source|open-weight|generative|neural) ){0,4}(?:models?|llms?|inference)\b|\b(?:ml|ai|machine learning) models? (?:in|to|into) production\b|\b(?:batch|real-time|online|low-latency|llm|model|gpu|large-scale|high-throughput) inference\b|\binference (?:servic\w+|serv\w+|system\w*|engine\w*|platform\w*|stack|latency|performance|optimi[sz]ation|workload\w*|infrastructure)\b|\bmodelle\w* (?:\w+ ){0,4}(?:bereitstellen|deployen|ausliefern)\b|\bmodel (?:serving|deployments?|inference|hosting|servers?)\b"),
    ("incident-response", r"\b(?:respond|responding|response) to (?:\w+ ){0,2}(?:incidents?|outages?|alerts?|pages)\b|\b(?:production|live|major) (?:incidents?|outages?)\b|\b(?:incidents?|outages?) (?:response|reviews?|management|analysis|handling|retrospectives?)|\bcalm in (?:an )?incidents?\b|\bafter (?:every|each|an) outages?\b|\b(?:share|join|carry|part of|participate in|take part in|take|taking) (?:\w+ ){0,3}(?:pager|on[- ]?call)\b"),
    ("cost", r"\b(?:reduc\w+|lower\w*|cut\w*|optimi[sz]\w+|control\w*|manag\w+|monitor\w*|track\w*|keep(?:ing)?|own\w*|forecast\w*|halv\w+|sav\w+ on) (?:(?:our|the|your|and|of|a|an|its|their|infrastructure|cloud|compute|gpu|training|inference|serving|operating|running|performance|hosting|planning) ){0,5}(?:costs?|spend(?:ing)?|bills?|budgets?)\b|\bplanning cloud budgets\b|\b(?:cloud|infrastructure|compute|gpu|inference|training) (?:costs?|spend(?:ing)?|bills?|budgets?)\b"),
    ("system-design", r"\b(?:design|architect)(?:s|ing|ed)? (?:and \w+ )?(?:(?:highly|large-scale|scalable|complex|robust|reliable|resilient|distributed|our|available|fault-tolerant|production|high-performance|modern|end-to-end|the) |, ?){1,5}(?:systems?|architectures?|platforms?)\b|\bsystems? (?:design|architecture)\b|\b(?:software|solution|technical|system|platform|enterprise|target|reference) architectures?\b"),
    ("distributed-systems", r"\bdistributed[- ](?:\w+ )?(?:systems?|services?|computing|applications?|architectures?)\b"),
    ("gpu", r"\bGPU(?:s|-\w+)?\b"),
    ("rest-apis", r"\bREST(?:ful)?[- /](?:APIs?|services?|endpoints?|interfaces?|gRPC)\b|\b(?:build|design|develop|create|write|maintain|expos)\w* (?:and \w+ )?(?:\w+[- ]){0,3}APIs?\b|\bAPIs? (?:design|development)\b"),
    ("linux-bash", r"\b(?:bash|shell|zsh)(?:[ -]or[ -]\w+)?[- ](?:script\w*|skript\w*)|\b(?:linux|unix|bash) (?:shell|command[- ]?line|terminal)\b|\bcommand[- ]line\b|\b(?:in|of) (?:a|the) (?:linux |unix )?(?:shell|terminal)\b|(?<=[,/] )[Ss]hell\b|\b[Ss]hell(?=[,/] ?[A-Z])|\bshell or\b|\bor shell\b|\bSkriptsprachen \(Bash"),
    ("continuous-learning", r"\b(?:eager\w*|willing\w*|keen|hungry|ability|able|desire|passion|drive|motivated|love|like|excited|bereit\w*) (?:to |for |of )?(?:quickly |continuously |always )?(?:keep )?learn(?:ing)?\b(?! (?:kubernetes|docker|python|terraform|aws|azure|gcp|go|rust|it\b|[A-Z]))|\bcontinuous(?:ly)? learn(?:ing|er)?\b"),
    ("time-management", r"\b(?:manage|prioriti[sz]e|balance|juggle)\w* (?:multiple|several|competing|your own|your|own|urgent|tasks|work|projects|time|deadlines|workload)(?: \w+){0,3}"),
    ("docker", r"\bcontainer(?:s|ised|ized|isation|ization)?\b(?! (?:ship|terminal|port|freight|line|vessel|logistics|yard|orchestr\w+))"),
    ("storage", r"\b(?:object|block|file|blob|distributed|parallel|high-performance|scale-out|persistent|cloud|data|high-throughput|petabyte-scale|network|networked|plan) storage\b|\bstorage (?:systems?|solutions?|technolog\w+|infrastructure|architectures?|engineering|performance|clusters?|tiers?|backends?|layers?)\b|(?<=, )storage\b|\bstorage(?=, | and )"),
    ("networking", r"(?:experience|knowledge|understanding|background|expertise|skills?|basics|fundamentals|concepts|kenntnisse\w*)\b[^.;:()]{0,30}\b(?:networks?|networking)\b(?! (?:events?|opportunit\w+|of))|\bnetwork(?:ing)? (?:concepts|fundamentals|basics|knowledge|skills|protocols|stack|engineering|administration|troubleshooting|configuration)\b"),
    ("sql", r"(?:experience|knowledge|working|skills?|familiar\w*|proficien\w+|kenntnisse\w*|comfortable)\b[^.;:()]{0,30}\b(?:databases|datenbanken)\b(?! (?:of customers))|\brelational(?:en)? (?:databases?|datenbanken)\b"),
)
"""Words that mean the skill in this company only, read as written."""

_NOT: dict[str, str] = {
    "git": r"\bgit(?:hub|lab) (?:link|links|profile|account|username|portfolio|repo|repos|handle|page|url)\b|\b(?:your|a|public|link to (?:your )?) ?github\b(?! actions)|github\.com",
    "docker": r"\b(?:shipping|freight|cargo|sea|empty|reefer) containers?\b|\bcontainer (?:ships?|terminals?|ports?|freight|lines?|vessels?|logistics|yards?|shipping)\b|\bcontainer orchestr\w+",
    "security": r"\b(?:social|job|food|national|public|border|home|financial|income) security\b|\bsecurity[- ](?:cleared|clearance|vetting|check|guard|team|department|officer|number|deposit)\b|\bequal[^.;]{0,60}compliance\b|\b(?:information|it|cyber) security(?= ?(?:,|and|team|department|organi[sz]ation))(?<=partnering with information security)",
    "networking": r"\b(?:networking (?:events?|opportunit\w+|sessions?|lunch\w*|drinks)|social networks?|neural networks?|professional networks?|network of|partner networks?|networks of|global network|dealer network|our network)\b",
    "storage": r"\b(?:energy|grid|cold|carbon|bike|bicycle|self|battery|heat|gas|water) storage\b|\bremote storage\b",
    "cloud": r"\bcloud (?:company|business|bill|bills|budget|budgets|costs?|spend|spending|kitchen)\b|\bsound ?cloud\b|\bword cloud\b|\bpoint clouds?\b",
    "gpu": r"\b(?:nvidia (?:inception|partner|ventures|backed|gtc)|backed by nvidia|rents? gpus|investors[^.]{0,60}nvidia|nvidia[^.]{0,30}(?:investors?|invested|as (?:a )?(?:customer|investor)))\b",
    "vector-databases": r"\brag[- ](?:doll|and bone|trade)\b|\brags\b",
    "data-pipelines": r"\bsales pipelines?\b|\b(?:to|a|that|will|can|might) spark\b|\bspark(?:s|ed|ing)?\b(?= (?:joy|ideas|creativity|curiosity|interest|innovation|plugs?|change|conversations?|imagination))|\bpandas? (?:bear|photo|sticker)|\bdata platform (?:engineers?|team)\b|\bdata engineers?\b|\bdata engineering (?:teams?|and science)\b|\bdata infrastructure (?:engineers?|teams?)\b",
    "python": r"\b(?:ball|reticulated|burmese|monty) pythons?\b|\bpython(?:'s)? (?:enclosure|snake)\b|\bpip\b(?= \()|performance improvement plan",
    "mlops": r"\b(?:ml[- ]?ops|mlops)(?:[/ -]+\w+)? ?(?:engineers?|teams?|contractors?|roles?|specialists?|leads?|werkstudent\w*|jobs?|position|compan\w+|conference|community|meetups?|consultants?|head)\b|\bdevops ?/ ?mlops engineers?\b|\bmlops[, ]+devops[^.;]{0,20}engineers?\b",
    "kubernetes": r"\b(?:at the helm|take the helm|helm of|agile pods?|pods? of (?:engineers|whales|people)|(?:squads?|teams?) (?:and|or|/) pods?)\b|\bkubernetes (?:community|meetup|conference)\b",
    "model-serving": r"\btriton (?:knoll|college|partners)\b",
    "communication": r"\b(?:collaborat(?:e|es|ing|ion) (?:with|between|across|tools?)|communication(?:s)? (?:platform|software|products?|company|tools?|services?|team|department|devices?|networks?|systems?)|zusammenarbeit)\b",
    "linux-bash": r"\b(?:shell (?:plc|oil|company|energy|recharge)|royal dutch shell|shell(?:'s| of))\b|\b(?:airport|bus|container|payment|ferry|bloomberg|port) terminals?\b|\blinux foundation\b",
    "ml-frameworks": r"\b(?:carry|pass|bear)(?:ing|s)? the torch\b|\btorch (?:bearer|light)\b",
    "sql": r"\b(?:vector|vektor|nosql|customer) ?(?:databases?|datenbanken)\b|\bdatabase of\b",
    "ml-knowledge": r"\b(?:machine learning|ml|ai|llm|deep learning|ai/ml|ml/ai|data science)(?:[ /-]+(?:and|&) (?:data|ai|ml|research))?[- ](?:engineers?|teams?|scientists?|researchers?|practitioners?|platforms?|infrastructure|infra|compan\w+|startups?|organi[sz]ation|department|group|lab|labs|roles?|developers?|specialists?|colleagues|experts|people|community|conference|leads?|tools?|initiatives?|revolution|space|products?|engineer)\b|\bstatistics (?:office|show|department)\b|\bhealth statistics\b|\belectrical transformers?\b|\bmodel training(?= (?:jobs|clusters|workloads|infrastructure|runs))|\b(?:large )?language models? of other\b",
    "monitoring": r"\b(?:patient|baby|glucose|heart|wildlife|environmental|remote patient|air quality|crop) monitoring\b|\blogging (?:in|on|into|company|industry)\b",
    "incident-response": r"\bon[- ]call (?:doctors?|nurses?|physicians?|allowance|pay|compensation|bonus)\b|\bno on[- ]?call\b|\bsite reliability engineers?\b|\bdatabase reliability\b|\bsre(?:s| teams?| engineers?)\b",
    "cost": r"\bcosts? (?:you )?nothing\b|\bcost of living\b|\b(?:childcare|travel|training|relocation|course|moving) costs?\b|\blow[- ]cost\b|\bspend (?:more|less|your|time|a lot|about|most)\b",
    "rest-apis": r"\bthe rest\b|\brest (?:of|assured|is|and recover\w*|days?)\b|\bat rest\b|\brest(?:ing)? periods?\b|\bopenai apis?\b",
    "system-design": r"\bdesign systems?\b",
    "continuous-learning": r"\b(?:keen|willing|eager|happy|wants?|interested) (?:to|in) learn(?:ing)? (?:it|them|this|these|that|our|the|more about|kubernetes|docker|python|terraform|aws|azure|gcp|go|rust|linux|cloud)\b|\b(?:machine|deep|reinforcement|federated|supervised|representation|active|transfer|online|statistical) learning\b|\blearning (?:budget|stipend|and development|& development|allowance|platform|opportunit\w+|days?)\b",
    "time-management": r"\b(?:project|product) deadlines of\b",
}


@dataclass(frozen=True)
class Named:
    """A skill named in a text."""

    skill: str
    start: int
    end: int


class PostingWords:
    """All ways in which postings name the skills of a catalogue, compiled once; words of the catalogue come first."""

    def __init__(self, matrix: SkillMatrix) -> None:
        known = set(matrix.by_id)
        words = {term: skill.id for term, skill in matrix.by_term.items() if term not in _DROPPED}
        for skill in matrix.skills:
            words |= {part.strip().casefold(): skill.id for part in re.split(r"[/(),]", skill.name) if len(part.strip()) > 2}
        for skill_id, more in _MORE.items():
            if skill_id in known:
                for term in (each.strip() for each in more.split(",")):
                    if term not in _DROPPED:
                        words.setdefault(term, skill_id)
        for term in _VAGUE:
            words.pop(term, None)
        self._skill = words
        terms = sorted(words, key=len, reverse=True)
        self._pattern = re.compile(
            r"(?<![\w.@-])(?:" + "|".join(re.escape(term).replace(r"\ ", r"[\s-]+") for term in terms) + r")(?![\w@]|\.\w)",
            re.I,
        )
        self._context = [(skill, re.compile(pattern, re.I if not pattern.startswith(r"\bGPU") else 0)) for skill, pattern in _CONTEXT if skill in known]
        self._not = {skill: re.compile(pattern, re.I) for skill, pattern in _NOT.items() if skill in known}
        self._matrix = matrix

    def named(self, text: str) -> list[Named]:
        """Skills named, in the order of the text; the longest name wins where two overlap."""
        text = _URL.sub(lambda match: " " * len(match.group()), text)
        found: list[Named] = []
        for match in self._pattern.finditer(text):
            skill = self._resolve(match.group())
            if skill and self._meant(match, text, skill):
                found.append(Named(skill, match.start(), match.end()))
        taken = [(each.start, each.end, each.skill) for each in found]
        for skill, pattern in self._context:
            for match in pattern.finditer(text):
                if any(_covered(match, start, end, known == skill) for start, end, known in taken):
                    continue
                if not self._excluded(skill, text, match.start(), match.end()):
                    found.append(Named(skill, match.start(), match.end()))
        return sorted(found, key=lambda each: each.start)

    def name(self, skill_id: str) -> str:
        """The name a learner reads."""
        skill = self._matrix.get(skill_id)
        return skill.name if skill else skill_id

    def _resolve(self, words: str) -> str | None:
        low = " ".join(words.casefold().split())
        return self._skill.get(low) or self._skill.get(low.replace("-", " ")) or self._skill.get(low.replace(" ", "-"))

    def _meant(self, match: re.Match[str], text: str, skill: str) -> bool:
        word = match.group()
        if word.casefold() in _CAPITAL and word.islower() and not _among_tools(text, match.start(), match.end()):
            return False
        if skill == "linux-bash" and word.casefold() == "command line" and "tool" in text[match.end() : match.end() + 8].casefold():
            return False
        return not self._excluded(skill, text, match.start(), match.end())

    def _excluded(self, skill: str, text: str, start: int, end: int) -> bool:
        pattern = self._not.get(skill)
        if pattern is None:
            return False
        return any(each.start() < end and start < each.end() for each in pattern.finditer(text))


def _covered(match: re.Match[str], start: int, end: int, same: bool) -> bool:
    """By a name found before: inside it, or over it for the same skill."""
    if same:
        return match.start() < end and start < match.end()
    return start <= match.start() and match.end() <= end


_URL = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+")
_LIST_EDGE = re.compile(r"[,/+&|;:(•]\s*$")
_LIST_NEXT = re.compile(r"^\s*[,/+&|;)]")


def _among_tools(text: str, start: int, end: int) -> bool:
    """In a list ("airflow, spark, sql"), or alone on its line."""
    before, after = text[:start], text[end:]
    alone = not before.strip(" -*•") and not after.strip(" .")
    return alone or bool(_LIST_EDGE.search(before)) or bool(_LIST_NEXT.match(after))
