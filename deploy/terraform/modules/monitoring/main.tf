resource "azurerm_log_analytics_workspace" "this" {
  name                = "${var.name}-logs"
  location            = var.location
  resource_group_name = var.resource_group_name
  sku                 = "PerGB2018"
  retention_in_days   = var.log_days
  tags                = var.tags
}

# Prometheus and Grafana as services of Azure; the dashboards are those of deploy/grafana.
resource "azurerm_monitor_workspace" "this" {
  name                = "${var.name}-metrics"
  location            = var.location
  resource_group_name = var.resource_group_name
  tags                = var.tags
}

resource "azurerm_dashboard_grafana" "this" {
  name                              = "${var.name}-grafana"
  location                          = var.location
  resource_group_name               = var.resource_group_name
  grafana_major_version             = 11
  api_key_enabled                   = false
  deterministic_outbound_ip_enabled = false
  tags                              = var.tags

  identity {
    type = "SystemAssigned"
  }

  azure_monitor_workspace_integrations {
    resource_id = azurerm_monitor_workspace.this.id
  }
}

resource "azurerm_role_assignment" "grafana" {
  scope                = azurerm_monitor_workspace.this.id
  role_definition_name = "Monitoring Data Reader"
  principal_id         = azurerm_dashboard_grafana.this.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_monitor_action_group" "people" {
  name                = "${var.name}-people"
  resource_group_name = var.resource_group_name
  short_name          = "jobmatch"
  tags                = var.tags

  dynamic "email_receiver" {
    for_each = var.alert_addresses

    content {
      name                    = "person-${email_receiver.key}"
      email_address           = email_receiver.value
      use_common_alert_schema = true
    }
  }
}
