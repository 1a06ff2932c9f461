using KaggleRunner.Web.Hosting;

return await DashboardHost.RunAsync(args);
