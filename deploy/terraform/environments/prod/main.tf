terraform {
  required_version = ">= 1.11.0, < 2.0.0"
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.57"
    }
    random = {
      source  = "hashicorp/random"
      version = "~> 3.7"
    }
  }

  # Where the state is kept is said at "terraform init -backend-config=backend.hcl", see backend.hcl.example.
  backend "azurerm" {
    key              = "jobmatch-prod.tfstate"
    use_azuread_auth = true
  }
}

provider "azurerm" {
  subscription_id     = var.subscription_id
  storage_use_azuread = true

  features {
    resource_group {
      prevent_deletion_if_contains_resources = true
    }
  }
}

module "site" {
  source = "../../modules/site"

  stage               = "prod"
  prefix              = var.prefix
  address_space       = "10.30.0.0/16"
  is_highly_available = true
  node_size           = "Standard_D4ds_v5"
  min_nodes           = 3
  max_nodes           = 9
  database_sku        = "GP_Standard_D4ds_v5"
  database_storage_mb = 131072
  redis_sku           = "Balanced_B1"
  operator_addresses  = var.operator_addresses
  admin_group_ids     = var.admin_group_ids
  alert_addresses     = var.alert_addresses
  mail_username       = var.mail_username
  mail_password       = var.mail_password
  password_version    = var.password_version
  mail_version        = var.mail_version
}
