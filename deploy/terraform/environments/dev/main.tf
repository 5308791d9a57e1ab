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
    key              = "jobmatch-dev.tfstate"
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

  stage               = "dev"
  prefix              = var.prefix
  address_space       = "10.10.0.0/16"
  is_highly_available = false
  node_size           = "Standard_D2ds_v5"
  min_nodes           = 1
  max_nodes           = 3
  database_sku        = "B_Standard_B2s"
  database_storage_mb = 32768
  redis_sku           = "Balanced_B0"
  operator_addresses  = var.operator_addresses
  admin_group_ids     = var.admin_group_ids
  alert_addresses     = var.alert_addresses
  mail_username       = var.mail_username
  mail_password       = var.mail_password
  password_version    = var.password_version
  mail_version        = var.mail_version
}
