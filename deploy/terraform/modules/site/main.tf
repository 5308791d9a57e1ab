locals {
  name = "${var.prefix}-${var.stage}"
  tags = {
    product = "jobmatch"
    stage   = var.stage
  }
  common = {
    name                = local.name
    location            = var.location
    resource_group_name = azurerm_resource_group.this.name
    tags                = local.tags
  }
}

resource "azurerm_resource_group" "this" {
  name     = local.name
  location = var.location
  tags     = local.tags
}

# What pods are, to key vault and storage.
resource "azurerm_user_assigned_identity" "workload" {
  name                = "${local.name}-pods"
  location            = var.location
  resource_group_name = azurerm_resource_group.this.name
  tags                = local.tags
}

# Made afresh in each run and kept by none; written where they belong only when their version is raised.
ephemeral "random_password" "database" {
  length  = 40
  special = false
}

ephemeral "random_password" "signing" {
  length  = 64
  special = false
}

ephemeral "random_password" "metrics" {
  length  = 40
  special = false
}

module "network" {
  source = "../network"

  name                = local.common.name
  location            = local.common.location
  resource_group_name = local.common.resource_group_name
  tags                = local.common.tags
  address_space       = var.address_space
}

module "monitoring" {
  source = "../monitoring"

  name                = local.common.name
  location            = local.common.location
  resource_group_name = local.common.resource_group_name
  tags                = local.common.tags
  log_days            = var.is_highly_available ? 90 : 30
  alert_addresses     = var.alert_addresses
}

module "registry" {
  source = "../registry"

  name                = local.common.name
  location            = local.common.location
  resource_group_name = local.common.resource_group_name
  tags                = local.common.tags
}

module "database" {
  source = "../database"

  name                = local.common.name
  location            = local.common.location
  resource_group_name = local.common.resource_group_name
  tags                = local.common.tags
  subnet_id           = module.network.database_subnet_id
  dns_zone_id         = module.network.dns_zone_ids["database"]
  sku                 = var.database_sku
  storage_mb          = var.database_storage_mb
  is_highly_available = var.is_highly_available
  backup_days         = var.is_highly_available ? 30 : 7
  password            = ephemeral.random_password.database.result
  password_version    = var.password_version
}

module "redis" {
  source = "../redis"

  name                = local.common.name
  location            = local.common.location
  resource_group_name = local.common.resource_group_name
  tags                = local.common.tags
  subnet_id           = module.network.endpoints_subnet_id
  dns_zone_id         = module.network.dns_zone_ids["redis"]
  sku                 = var.redis_sku
  is_highly_available = var.is_highly_available
}

module "storage" {
  source = "../storage"

  name                  = local.common.name
  location              = local.common.location
  resource_group_name   = local.common.resource_group_name
  tags                  = local.common.tags
  subnet_id             = module.network.endpoints_subnet_id
  dns_zone_id           = module.network.dns_zone_ids["blob"]
  replication           = var.is_highly_available ? "ZRS" : "LRS"
  workload_principal_id = azurerm_user_assigned_identity.workload.principal_id
}

module "vault" {
  source = "../vault"

  name                = local.common.name
  location            = local.common.location
  resource_group_name = local.common.resource_group_name
  tags                = local.common.tags
  subnet_id           = module.network.endpoints_subnet_id
  dns_zone_id         = module.network.dns_zone_ids["vault"]
  operator_addresses  = var.operator_addresses
  reader_principal_id = azurerm_user_assigned_identity.workload.principal_id

  # The names that deploy/kubernetes/base/secrets.yaml asks for.
  secrets = {
    "jobmatch-secret-key"    = ephemeral.random_password.signing.result
    "jobmatch-metrics-token" = ephemeral.random_password.metrics.result
    "jobmatch-database-url"  = "postgresql://${module.database.login}:${ephemeral.random_password.database.result}@${module.database.host}:5432/${module.database.database}?sslmode=require"
    "jobmatch-redis-url"     = module.redis.url
    "jobmatch-mail-username" = var.mail_username
    "jobmatch-mail-password" = var.mail_password
  }

  # The key that signs has no number to raise: with another one everybody is signed out, and sealed keys of sources are lost.
  secret_versions = {
    "jobmatch-secret-key"    = 1
    "jobmatch-metrics-token" = 1
    "jobmatch-database-url"  = var.password_version
    "jobmatch-redis-url"     = 1
    "jobmatch-mail-username" = var.mail_version
    "jobmatch-mail-password" = var.mail_version
  }
}

module "cluster" {
  source = "../cluster"

  name                 = local.common.name
  location             = local.common.location
  resource_group_name  = local.common.resource_group_name
  tags                 = local.common.tags
  subnet_id            = module.network.cluster_subnet_id
  network_id           = module.network.network_id
  registry_id          = module.registry.registry_id
  log_workspace_id     = module.monitoring.log_workspace_id
  kubernetes_version   = var.kubernetes_version
  node_size            = var.node_size
  min_nodes            = var.min_nodes
  max_nodes            = var.max_nodes
  is_highly_available  = var.is_highly_available
  operator_addresses   = var.operator_addresses
  admin_group_ids      = var.admin_group_ids
  namespace            = "jobmatch-${var.stage}"
  workload_identity_id = azurerm_user_assigned_identity.workload.id
}

resource "azurerm_monitor_data_collection_rule" "metrics" {
  name                = "${local.name}-metrics"
  location            = var.location
  resource_group_name = azurerm_resource_group.this.name
  tags                = local.tags

  data_sources {
    prometheus_forwarder {
      name    = "prometheus"
      streams = ["Microsoft-PrometheusMetrics"]
    }
  }

  destinations {
    monitor_account {
      name               = "metrics"
      monitor_account_id = module.monitoring.metrics_workspace_id
    }
  }

  data_flow {
    streams      = ["Microsoft-PrometheusMetrics"]
    destinations = ["metrics"]
  }
}

resource "azurerm_monitor_data_collection_rule_association" "metrics" {
  name                    = "${local.name}-metrics"
  target_resource_id      = module.cluster.cluster_id
  data_collection_rule_id = azurerm_monitor_data_collection_rule.metrics.id
}

resource "azurerm_monitor_metric_alert" "database_disk" {
  name                = "${local.name}-database-disk"
  resource_group_name = azurerm_resource_group.this.name
  scopes              = [module.database.server_id]
  description         = "The disk of PostgreSQL is nearly full."
  severity            = 1
  tags                = local.tags

  criteria {
    metric_namespace = "Microsoft.DBforPostgreSQL/flexibleServers"
    metric_name      = "storage_percent"
    aggregation      = "Average"
    operator         = "GreaterThan"
    threshold        = 85
  }

  action {
    action_group_id = module.monitoring.action_group_id
  }
}
