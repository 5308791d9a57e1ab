variable "name" {
  description = "Start of all names here, such as jobmatch-dev."
  type        = string
}

variable "location" {
  description = "Azure region."
  type        = string
}

variable "resource_group_name" {
  description = "Resource group that everything is in."
  type        = string
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}

variable "subnet_id" {
  description = "Subnet of the nodes."
  type        = string
}

variable "network_id" {
  description = "Network in which the cluster may make private addresses for file storage."
  type        = string
}

variable "registry_id" {
  description = "Registry that nodes pull from."
  type        = string
}

variable "log_workspace_id" {
  description = "Where logs of the cluster go."
  type        = string
}

variable "kubernetes_version" {
  description = "Minor version, such as 1.33. The manifests are checked against it."
  type        = string

  validation {
    condition     = can(regex("^1[.](3[0-9])$", var.kubernetes_version))
    error_message = "kubernetes_version must be a minor version, 1.30 or newer."
  }
}

variable "node_size" {
  description = "Machine of the nodes, such as Standard_D4ds_v5."
  type        = string

  validation {
    condition     = startswith(var.node_size, "Standard_")
    error_message = "node_size must be like Standard_D4ds_v5."
  }
}

variable "min_nodes" {
  description = "Fewest nodes."
  type        = number

  validation {
    condition     = var.min_nodes >= 1
    error_message = "min_nodes must be at least 1."
  }
}

variable "max_nodes" {
  description = "Most nodes."
  type        = number

  validation {
    condition     = var.max_nodes >= var.min_nodes
    error_message = "max_nodes must not be less than min_nodes."
  }
}

variable "is_highly_available" {
  description = "Nodes in three zones, and an API server with a promised uptime."
  type        = bool
}

variable "operator_addresses" {
  description = "Public ranges that may speak to the API server."
  type        = list(string)

  validation {
    condition     = length(var.operator_addresses) > 0 && !contains(var.operator_addresses, "0.0.0.0/0")
    error_message = "operator_addresses must name who may reach the API server, and not the whole world."
  }
}

variable "admin_group_ids" {
  description = "Groups of Entra ID whose members administer the cluster."
  type        = list(string)

  validation {
    condition     = length(var.admin_group_ids) > 0
    error_message = "admin_group_ids must not be empty: local accounts are switched off."
  }
}

variable "namespace" {
  description = "Where the product runs, such as jobmatch-prod; its service account becomes the identity below."
  type        = string
}

variable "workload_identity_id" {
  description = "Identity that the pods take on."
  type        = string
}
