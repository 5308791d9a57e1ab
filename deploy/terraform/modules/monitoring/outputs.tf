output "log_workspace_id" {
  value = azurerm_log_analytics_workspace.this.id
}

output "metrics_workspace_id" {
  value = azurerm_monitor_workspace.this.id
}

output "grafana_url" {
  value = azurerm_dashboard_grafana.this.endpoint
}

output "action_group_id" {
  value = azurerm_monitor_action_group.people.id
}
